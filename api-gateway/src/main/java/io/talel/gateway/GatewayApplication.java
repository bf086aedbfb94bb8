package io.talel.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts a node. All nodes are equal and stateless; add nodes to scale. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    /** Profile of a deployment, chosen by {@code ENV=production}. */
    public static final String PRODUCTION = "production";

    static void main(String[] arguments) {
        new SpringApplicationBuilder(GatewayApplication.class)
                .profiles(profiles(System.getenv("ENV")))
                .run(arguments);
    }

    /** Ignores any other value, since shells export {@code ENV} for other purposes. */
    private static String[] profiles(@Nullable String env) {
        return PRODUCTION.equals(env) ? new String[] {PRODUCTION} : new String[0];
    }
}
