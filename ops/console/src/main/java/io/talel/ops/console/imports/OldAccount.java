package io.talel.ops.console.imports;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An account of the replaced service, one line of a file: a JSON object, or the four fields as CSV in this order.
 *
 * @param passwordHash {@code <sha3-512 hex>,<salt>}, or Argon2id in its usual notation
 */
public record OldAccount(Email email, Username username, String passwordHash, boolean verified) {

    /** Names of the fields; may stand as the first line of CSV. */
    public static final String HEADER = "email,username,password_hash,verified";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{128},[A-Za-z]{5}|\\$argon2id\\$v=19\\$\\S+");

    private static final Pattern FIELD = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",]*))(,|$)");

    /** @throws IllegalArgumentException with the fault, without quoting the line */
    public static OldAccount parse(String line) {
        return line.startsWith("{") ? ofJson(line) : ofCsv(line);
    }

    private static OldAccount ofJson(String line) {
        try {
            JsonNode json = JsonMapper.shared().readTree(line);
            return of(text(json, "email"), text(json, "username"), text(json, "password_hash"), text(json, "verified"));
        } catch (JacksonException _) {
            throw new IllegalArgumentException("is not a JSON object");
        }
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.isString() && !value.isBoolean()) {
            throw new InvalidValue(key, "is missing");
        }
        return value.asString();
    }

    private static OldAccount ofCsv(String line) {
        List<String> fields = new ArrayList<>();
        var matcher = FIELD.matcher(line);
        boolean more = true;
        while (more && matcher.find()) {
            String quoted = matcher.group(1);
            fields.add(quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\""));
            more = matcher.group(3).equals(",");
        }
        if (fields.size() != 4 || more) {
            throw new IllegalArgumentException("does not have the fields " + HEADER);
        }
        return of(fields.get(0), fields.get(1), fields.get(2), fields.get(3));
    }

    private static OldAccount of(String email, String username, String passwordHash, String verified) {
        requireHash(passwordHash);
        if (!verified.matches("true|false")) {
            throw new InvalidValue("verified", "must be true or false");
        }
        return of(email, username, passwordHash, Boolean.parseBoolean(verified));
    }

    /** @throws IllegalArgumentException with the fault, without quoting a value */
    static OldAccount of(String email, String username, String passwordHash, boolean verified) {
        requireHash(passwordHash);
        return new OldAccount(new Email(email), new Username(username), passwordHash, verified);
    }

    private static void requireHash(String passwordHash) {
        if (!HASH.matcher(passwordHash).matches()) {
            throw new InvalidValue("password_hash", "is of no known form");
        }
    }

    /** Empty, so that no log shows an address or a hash. */
    @Override
    public String toString() {
        return "OldAccount";
    }
}
