package io.talel.ops.localstack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A database and the two roles that use it: the owner, who migrates it, and the application, who may only connect until
 * the migrations grant it more.
 */
public record PostgresDatabase(
        String host, int port, String name, String user, String password, String ownerUser, String ownerPassword) {

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** The variables that configure the database of every runnable of talelio. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DB_HOST", host);
        variables.put("DB_PORT", Integer.toString(port));
        variables.put("DB_NAME", name);
        variables.put("DB_USER", user);
        variables.put("DB_PASSWORD", password);
        variables.put("DB_OWNER_USER", ownerUser);
        variables.put("DB_OWNER_PASSWORD", ownerPassword);
        return variables;
    }

    /** Without the passwords, since records end up in logs. */
    @Override
    public String toString() {
        return jdbcUrl() + " as " + user;
    }
}
