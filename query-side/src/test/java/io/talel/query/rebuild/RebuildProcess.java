package io.talel.query.rebuild;

import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;

/** An operator's process that rebuilds the articles; a test kills it. */
final class RebuildProcess {

    private RebuildProcess() {}

    public static void main(String[] arguments) {
        try (Operators operator = Operators.of(OtherProcess.database(arguments))) {
            operator.run(Operators.rebuild("article"));
        }
    }

    static Process start(PostgresDatabase database) throws IOException {
        return OtherProcess.start(RebuildProcess.class, database);
    }
}
