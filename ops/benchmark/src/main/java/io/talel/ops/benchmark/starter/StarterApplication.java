package io.talel.ops.benchmark.starter;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A Spring Boot application with Axon's JPA event store and one projection in its default processor. Settings are the
 * defaults, but for the serializer that Axon recommends and what it does not run without: an event store of its own,
 * tables, and no open sessions in views. A request that waits for the projection would otherwise keep its connection,
 * and ten of them leave the projection none.
 */
@SpringBootApplication
public class StarterApplication {

    /** The database and the port come from the environment. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(StarterApplication.class)
                .properties(
                        "axon.axonserver.enabled=false",
                        "axon.update-check.disabled=true",
                        "axon.serializer.general=jackson",
                        "server.address=127.0.0.1",
                        "spring.jackson.property-naming-strategy=SNAKE_CASE",
                        "spring.jpa.open-in-view=false",
                        "spring.jpa.hibernate.ddl-auto=update")
                .run(arguments);
    }
}
