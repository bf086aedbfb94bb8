package io.talel.ops.localstack;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this module was built, which is where its libraries and its unpacked servers are kept. */
final class Build {

    private Build() {}

    /** The jar or the directory of classes that this code was loaded from. */
    static Path location() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not loaded from a file: " + source.getLocation(), e);
        }
    }

    /** The module's {@code target}. */
    static Path directory() {
        return location().resolveSibling("");
    }
}
