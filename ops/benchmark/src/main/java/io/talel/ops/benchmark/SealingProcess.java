package io.talel.ops.benchmark;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * In a process of its own: how often in a second an event of a person is written to bytes and read from them, sealed under
 * the person's key as the log does it, and as plain JSON.
 */
final class SealingProcess {

    private static final String RESULT = "sealed ";
    private static final double NANOS = 1e9;

    private SealingProcess() {}

    /** Rates, in events a second. */
    record Rates(double sealed, double plain, double opened, double read) {}

    @FunctionalInterface
    private interface Once {
        Object run();
    }

    public static void main(String[] arguments) {
        double seconds = Double.parseDouble(arguments[0]);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(OperatorProcess.Operator.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run("--spring.config.name=operator", "--talelio.projections.enabled=false")) {
            Serializer log = context.getBean("eventSerializer", Serializer.class);
            JsonMapper json = JsonMapper.shared();
            LocationChanged event = new LocationChanged(person(context), new Location("Ockham Park, Surrey"));
            SerializedObject<byte[]> sealed = log.serialize(event, byte[].class);
            byte[] plain = json.writeValueAsBytes(event);
            List<Once> ways = List.of(
                    () -> log.serialize(event, byte[].class),
                    () -> json.writeValueAsBytes(event),
                    () -> log.deserialize(sealed),
                    () -> json.readValue(plain, LocationChanged.class));
            ways.forEach(way -> rate(way, seconds));
            StringBuilder rates = new StringBuilder(RESULT);
            for (Once way : ways) {
                List<Double> rounds = new ArrayList<>();
                for (int round = 0; round < Options.ROUNDS; round++) {
                    rounds.add(rate(way, seconds));
                }
                rounds.sort(null);
                rates.append(String.format(Locale.ROOT, "%.0f ", rounds.get(rounds.size() / 2)));
            }
            System.out.println(rates);
        }
    }

    /** Somebody who has a key. */
    private static UserId person(ConfigurableApplicationContext context) {
        UserId user = context.getBean(UserIds.class).next();
        String name = "sealed-" + user.value();
        context.getBean(CommandGateway.class)
                .sendAndWait(new RegisterUser(user, new Email(name + "@example.org"), new Username(name)));
        return user;
    }

    private static double rate(Once way, double seconds) {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * NANOS);
        long done = 0;
        while (System.nanoTime() < end) {
            if (way.run() == null) {
                throw new IllegalStateException("nothing came of it");
            }
            done++;
        }
        return done / ((System.nanoTime() - begin) / NANOS);
    }

    /** @param seconds for each round of each way */
    static Rates run(Map<String, String> environment, double seconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SealingProcess.class.getName(),
                        String.valueOf(seconds))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        String[] rates = said.lines()
                .filter(line -> line.startsWith(RESULT))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing was sealed:\n" + said))
                .substring(RESULT.length())
                .split(" ");
        return new Rates(
                Double.parseDouble(rates[0]),
                Double.parseDouble(rates[1]),
                Double.parseDouble(rates[2]),
                Double.parseDouble(rates[3]));
    }
}
