package io.talel.query.rebuild;

import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;

/** An operator's process that rebuilds the articles; a test kills it. */
final class RebuildProcess {

    private RebuildProcess() {}

    public static void main(String[] arguments) {
        PostgresDatabase database = new PostgresDatabase(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                arguments[4],
                arguments[5],
                arguments[6]);
        try (Operators operator = Operators.of(database)) {
            operator.run(Operators.rebuild("article"));
        }
    }

    static Process start(PostgresDatabase database) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RebuildProcess.class.getName(),
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
}
