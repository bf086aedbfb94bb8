package io.talel.ops.drills;

import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.LogGrowth;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/** A node on a database of its own whose log grows while the node runs. */
final class LogOfSize implements AutoCloseable {

    private static final int FIRST = 20;

    /** About 400 bytes. */
    private static final String BODY = """
            ## Of rivers

            A river is *older* than its name, and [its name](https://talel.io/rivers) is older than the bridge. Whoever
            counts the **arches** from the north bank finds one more than from the south.

            - the arch of the millers,
            - the arch of the boatmen,
            - the arch that nobody claims.

            """;

    /** Exit code of {@code status} when it has found a problem; a slow machine is one. */
    private static final int UNHEALTHY = 3;

    /** Wrote the first articles, and a tenth of all. */
    private static final String PROLIFIC = "prolific";

    /** A title of many articles. */
    private static final String POPULAR = "First 7";

    private final Path directory = Directories.temporary("talelio-growth-");
    private final PostgresDatabase at;
    private final ServedStack node;
    private final Client client;
    private List<String> slugs;
    private List<String> people = List.of(PROLIFIC);
    private int fresh;
    private Answer signedIn;

    private LogOfSize(LocalPostgres postgres, String name) {
        at = postgres.createDatabase(name);
        node = Cluster.launch(directory, at.environment()).awaitReady();
        try {
            client = Client.of(node.port()).signUp(PROLIFIC);
            slugs = IntStream.range(0, FIRST)
                    .mapToObj(number ->
                            client.publish("First " + number, BODY + number).text("/article/slug"))
                    .toList();
            signedIn = logIn(0);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    static LogOfSize start(LocalPostgres postgres, String name) {
        return new LogOfSize(postgres, name);
    }

    String name() {
        return at.name();
    }

    /** Adds so many articles and their authors, and waits until the read models show them. */
    void grow(int articles) throws SQLException {
        Database database = new Database(at);
        try (Connection owner = owner()) {
            LogGrowth.growTo(owner, database.articlesPublished() + articles);
        }
        database.awaitArticles(database.articlesPublished());
        slugs = database.texts("select slug from read_model.article order by md5(slug) limit 200");
        people = database.texts("select username from claims.claimed_username where username <> '" + PROLIFIC
                + "' order by md5(username) limit 50");
    }

    /**
     * As autovacuum does within a minute or two.
     *
     * @param tables none for all
     */
    void vacuum(String tables) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("VACUUM (ANALYZE, SKIP_DATABASE_STATS) " + tables);
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(at.jdbcUrl(), at.ownerUser(), at.ownerPassword());
    }

    Answer publishUnderNewTitle() {
        return client.publish("Fresh " + ++fresh, BODY);
    }

    Answer publishUnderPopularTitle() {
        return client.publish(POPULAR, BODY);
    }

    Answer read(int turn) {
        return client.article(slugs.get(turn % slugs.size()));
    }

    Answer listOfOneOfMany(int turn) {
        return client.articlesOf(person(turn));
    }

    Answer listOfProlific() {
        return client.articlesOf(PROLIFIC);
    }

    Answer logIn(int turn) {
        return Client.of(node.port()).logIn(person(turn) + "@example.org");
    }

    /** With the cookie of the last answer. */
    Answer refresh() {
        signedIn = client.refresh(signedIn);
        return signedIn;
    }

    private String person(int turn) {
        return people.get(turn % people.size());
    }

    /** @throws IllegalStateException with what it said, if it failed */
    boolean operate(String... arguments) {
        OperatorsCommand command = OperatorsCommand.start(node.variables(), arguments);
        String said = command.awaitEnd();
        int code = command.process().exitValue();
        if (code != 0 && !(code == UNHEALTHY && arguments[0].equals("status"))) {
            throw new IllegalStateException(code + ": " + said);
        }
        return true;
    }

    long events() {
        return new Database(at).number("select count(*) from event_store.domain_event");
    }

    @Override
    public void close() {
        node.close();
        Directories.delete(directory);
    }
}
