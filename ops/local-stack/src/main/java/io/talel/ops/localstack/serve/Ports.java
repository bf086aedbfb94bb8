package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.process.Loopback;
import java.util.Map;

/** The ports of the API and of its management, which clients know and which are therefore never chosen freely. */
record Ports(int api, int management) {

    private static final String API = "PORT";
    private static final String MANAGEMENT = "MANAGEMENT_PORT";

    static Ports of(Environment environment) {
        return new Ports(environment.port(API, 5000), environment.port(MANAGEMENT, 5001));
    }

    void refuseTaken() {
        refuseTaken(API, api);
        refuseTaken(MANAGEMENT, management);
    }

    private static void refuseTaken(String name, int port) {
        if (!Loopback.isFree(port)) {
            throw new StartRefused("port " + port + " is taken by another program: choose another with " + name);
        }
    }

    Map<String, String> environment() {
        return Map.of(API, Integer.toString(api), MANAGEMENT, Integer.toString(management));
    }
}
