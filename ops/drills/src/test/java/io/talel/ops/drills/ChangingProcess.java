package io.talel.ops.drills;

import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserId;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program of a process with the write side alone that changes one user many times, faster than over HTTP. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ChangingProcess {

    /** @param arguments number of the user, how many changes */
    public static void main(String[] arguments) {
        UserId user = new UserId(Long.parseLong(arguments[0]));
        int changes = Integer.parseInt(arguments[1]);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ChangingProcess.class)
                .web(WebApplicationType.NONE)
                .run()) {
            CommandGateway commands = context.getBean(CommandGateway.class);
            for (int change = 1; change <= changes; change++) {
                commands.sendAndWait(new ChangeLocation(user, new Location("Place " + change)));
            }
        }
    }
}
