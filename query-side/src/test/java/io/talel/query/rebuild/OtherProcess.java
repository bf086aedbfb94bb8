package io.talel.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;

/** A JVM of its own on the database of a test, which the test can kill or freeze. */
final class OtherProcess {

    private OtherProcess() {}

    /** @param program its arguments are those that {@link #database} reads */
    static Process start(Class<?> program, PostgresDatabase database) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        database.host(),
                        Integer.toString(database.port()),
                        database.name(),
                        database.user(),
                        database.password(),
                        database.ownerUser(),
                        database.ownerPassword())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static PostgresDatabase database(String... arguments) {
        return new PostgresDatabase(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                arguments[4],
                arguments[5],
                arguments[6]);
    }

    /** @param signal for example {@code STOP} */
    static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
