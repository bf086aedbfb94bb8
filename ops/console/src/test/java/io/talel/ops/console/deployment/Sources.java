package io.talel.ops.console.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** Text of all files below some directories of the project. */
record Sources(String text) {

    private static final Path ROOT = Path.of("..", "..");

    private static final Pattern CALL = Pattern.compile("\\b(?:client|s3)\\s*\\.(\\w+)\\(");

    /** Methods that every AWS client has, and that call nothing. */
    private static final Set<String> NO_CALLS = Set.of("builder", "close", "create");

    static Sources of(String... directories) {
        StringBuilder text = new StringBuilder();
        for (String directory : directories) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().matches(".*\\.(java|ya?ml|properties)|.*/[a-z]+")) {
                        text.append(Files.readString(file)).append('\n');
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Sources(text.toString());
    }

    /** Whether a placeholder, a name in quotation marks or a script reads a variable. */
    boolean read(String variable) {
        return Pattern.compile("(\\$\\{|\\$|\"|for key in [A-Z_ ]*?)" + variable + "\\b")
                .matcher(text)
                .find();
    }

    /** Methods called on the S3 client. */
    Set<String> callsToS3() {
        Set<String> methods = Arrays.stream(S3Client.class.getMethods())
                .map(Method::getName)
                .filter(name -> !NO_CALLS.contains(name))
                .collect(Collectors.toSet());
        return CALL.matcher(text)
                .results()
                .map(call -> call.group(1))
                .filter(methods::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
