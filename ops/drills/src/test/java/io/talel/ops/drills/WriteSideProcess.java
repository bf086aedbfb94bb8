package io.talel.ops.drills;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a program with the write side alone in a process of its own. */
final class WriteSideProcess {

    private WriteSideProcess() {}

    /** @param environment where the stores are */
    static ProcessBuilder of(Class<?> program, Map<String, String> environment, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                program.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    /** The class path of this test, which has the whole product, without gateway and read side. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.contains("/api-gateway/") && !entry.contains("/query-side/"))
                .collect(Collectors.joining(":"));
    }
}
