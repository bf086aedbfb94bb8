package io.talel.ops.backup.keys;

import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * File of 32-byte secret keys, one per line, in base64url without padding. The first key is used for writing; all keys
 * are used for reading. Empty lines and lines that begin with {@code #} are ignored.
 */
final class KeyFile {

    static final int KEY_BYTES = 32;

    private KeyFile() {}

    /** @return no keys if the variable is not set */
    static List<byte[]> named(String variable, Map<String, String> variables) throws IOException {
        String file = variables.getOrDefault(variable, "");
        return file.isBlank() ? List.of() : read(variable, Path.of(file));
    }

    private static List<byte[]> read(String variable, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Refused("%s names %s, which cannot be read".formatted(variable, file));
        }
        List<byte[]> keys = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> key(variable, file, line))
                .toList();
        if (keys.isEmpty()) {
            throw new Refused("%s names %s, which holds no key".formatted(variable, file));
        }
        return keys;
    }

    private static byte[] key(String variable, Path file, String line) {
        byte @Nullable [] key = null;
        try {
            key = Base64.getUrlDecoder().decode(line);
        } catch (IllegalArgumentException _) {
            // Reported below, without the content of the line.
        }
        if (key == null || key.length != KEY_BYTES) {
            throw new Refused("%s names %s, which has a line that is not a key of %d bytes in base64url"
                    .formatted(variable, file, KEY_BYTES));
        }
        return key;
    }
}
