package io.talel.ops.backup.log;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * The person at the console.
 *
 * @param name {@code TALELIO_OPERATOR}, or else the system's user
 * @param host name of the machine
 */
public record Operator(String name, String host) {

    public static Operator of(Map<String, String> environment) {
        String name = environment.getOrDefault("TALELIO_OPERATOR", "");
        return new Operator(name.isBlank() ? System.getProperty("user.name", "unknown") : name.strip(), here());
    }

    private static String here() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }
}
