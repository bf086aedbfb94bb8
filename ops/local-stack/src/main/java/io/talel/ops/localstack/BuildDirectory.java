package io.talel.ops.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this module was built, which is where its servers are unpacked. */
public final class BuildDirectory {

    private BuildDirectory() {}

    /** The module's {@code target}. */
    static Path directory() {
        return location().resolveSibling("");
    }

    /** This module with all its libraries; the libraries for S3 are not on the class path of the tests. */
    public static String classPath() {
        try {
            return location() + ":" + Files.readString(directory().resolve("class-path"));
        } catch (IOException e) {
            throw new UncheckedIOException("local-stack is not built", e);
        }
    }

    /** The jar or the directory of classes that this code was loaded from. */
    private static Path location() {
        CodeSource source = BuildDirectory.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not loaded from a file: " + source.getLocation(), e);
        }
    }
}
