package io.talel.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks the rule of the kernel: a message that does IO. */
record MessageThatReadsAFile(Path file) {

    String content() throws IOException {
        return Files.readString(file);
    }
}
