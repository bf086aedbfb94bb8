package io.talel.ops.console.letters;

import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the dead letters of all generations. */
public record LetterQuery(Connection readModel) {

    private static final String FROM = """
            FROM read_model.dead_letter letter
            JOIN read_model.generation generation
                ON generation.projection = letter.projection AND generation.number = letter.generation
            WHERE\s""";

    /** Matching letters, the oldest first. */
    public List<DeadLetter> list(LetterFilter filter, int limit) throws SQLException {
        return after(filter, 0, limit);
    }

    /** Matching letters after a letter's id, the oldest first. */
    public List<DeadLetter> after(LetterFilter filter, long id, int limit) throws SQLException {
        List<Object> parameters = new ArrayList<>(filter.parameters());
        parameters.add(id);
        parameters.add(limit);
        return Rows.list(
                readModel,
                "SELECT letter.*, generation.active " + FROM + filter.condition()
                        + " AND letter.id > ? ORDER BY letter.id LIMIT ?",
                LetterQuery::letter,
                parameters.toArray());
    }

    public Optional<DeadLetter> find(long id) throws SQLException {
        return list(LetterFilter.ofId(id), 1).stream().findFirst();
    }

    public long count(LetterFilter filter) throws SQLException {
        return Rows.number(
                readModel,
                "SELECT count(*) " + FROM + filter.condition(),
                filter.parameters().toArray());
    }

    /** Letters of the live generations and the streams they block, for each projection with letters. */
    public List<LetterCount> counts() throws SQLException {
        return Rows.list(
                readModel,
                "SELECT projection, sum(letters), count(*), max(letters) FROM ("
                        + "SELECT letter.projection, letter.stream, count(*) AS letters " + FROM
                        + "generation.active GROUP BY letter.projection, letter.stream) each GROUP BY projection",
                row -> new LetterCount(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    /**
     * Parked events of a projection.
     *
     * @param streams number of blocked streams
     * @param most letters of the stream with most letters
     */
    public record LetterCount(String projection, long letters, long streams, long most) {}

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("projection"),
                row.getInt("generation"),
                row.getBoolean("active"),
                row.getString("stream"),
                row.getLong("version"),
                row.getLong("global_index"),
                row.getString("event"),
                row.getString("cause"),
                row.getString("message"),
                row.getInt("attempts"),
                Rows.time(row, "parked_at"),
                Rows.time(row, "last_attempt_at"));
    }
}
