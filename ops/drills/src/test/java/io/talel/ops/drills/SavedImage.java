package io.talel.ops.drills;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * An image as {@code podman save} writes it: its configuration and its layers, which are not compressed, and the jars of the
 * layers, which are.
 */
record SavedImage(Path archive, Path jars) {

    static SavedImage save(String image, Path directory) {
        said(directory, "sh", "-c", "mkdir archive jars && podman save " + image + " | tar -x -C archive");
        return unpack(directory);
    }

    /** @param directory where {@code archive} is, and {@code jars} is filled */
    static SavedImage unpack(Path directory) {
        said(directory, "sh", "-c", """
                set -e
                for layer in $(find archive -name '*.tar' -type f); do
                    mkdir jars/$(basename $layer)
                    tar -t -f $layer | grep '[.]jar$' >names || continue
                    tar -x -f $layer -C jars/$(basename $layer) -T names
                done""");
        return new SavedImage(directory.resolve("archive"), directory.resolve("jars"));
    }

    /** Names of all files in the layers. */
    List<String> names() {
        return said(archive, "sh", "-c", "for layer in $(find . -name '*.tar' -type f); do tar -t -f $layer; done")
                .lines()
                .toList();
    }

    /** Where a text is: a layer, a file of the configuration, or an entry of a jar. */
    List<String> placesOf(String text) {
        List<String> places = new ArrayList<>(said(archive, "sh", "-c", "grep -rlaF -e '" + text + "' . || [ $? = 1 ]")
                .lines()
                .toList());
        try (Stream<Path> files = Files.walk(jars)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                places.addAll(entriesWith(text, jar.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static List<String> entriesWith(String text, File jar) throws IOException {
        List<String> found = new ArrayList<>();
        try (JarFile content = new JarFile(jar, false)) {
            for (JarEntry entry : content.stream().toList()) {
                byte[] bytes = content.getInputStream(entry).readAllBytes();
                if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(jar.getName() + "!" + entry.getName());
                }
            }
        }
        return found;
    }

    /** What a command says that succeeds. */
    static String said(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
