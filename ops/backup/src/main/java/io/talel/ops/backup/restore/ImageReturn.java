package io.talel.ops.backup.restore;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.OrderedLookup;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies back images that the log names and the image bucket lacks. Leaves out removed images and images of persons
 * without a key, who were erased, possibly after the point that the log was restored to.
 *
 * @param content the bucket of the images
 * @param backups the bucket that has their copies
 */
public record ImageReturn(Database eventStore, Bucket content, Bucket backups) {

    /** Number of lost images that the result names. */
    private static final int EXAMPLES = 5;

    private static final int FETCHED = 1000;

    /** Missing images that are looked for once more; if more are missing, it is not because of uploads and removals meanwhile. */
    private static final int MOST_LOOKED_FOR = 1000;

    /**
     * Result.
     *
     * @param present images in the bucket
     * @param returned images that were copied back, or would be
     * @param lost images without a copy of the right size
     * @param examples keys of a few lost images
     */
    public record Result(long present, long returned, long lost, List<String> examples) {
        public Result {
            examples = List.copyOf(examples);
        }
    }

    private record Image(String key, long bytes, String owner, String stream) {}

    private static final Rows.Row<Image> IMAGE = Rows.to(Image.class);

    /** Finds out what {@link #run} would do. */
    public Result look(Progress progress) throws SQLException, IOException {
        try (Connection present = eventStore.workAsOwner()) {
            return each(progress, present, _ -> true);
        }
    }

    /**
     * Copies missing images back. Leaves out images that are removed, or whose person is erased, during the run.
     *
     * @throws Stopped if the run was cancelled; images copied so far stay
     */
    public Result run(Progress progress) throws SQLException, IOException {
        try (Connection present = eventStore.workAsOwner()) {
            return each(progress, present, image -> copy(image, present));
        }
    }

    /**
     * Checks before and after copying. Deletes the object if the image was removed in between, since the removal found
     * no object.
     */
    private boolean copy(Image image, Connection present) throws SQLException, IOException {
        if (!isWanted(image, present)) {
            return false;
        }
        content.copy(backups, Archive.COPIES + image.key(), image.key());
        if (isWanted(image, present)) {
            return true;
        }
        content.delete(image.key());
        return false;
    }

    /** Looks the image up again: a run may last hours, and the query's transaction shows only its start. */
    private static boolean isWanted(Image image, Connection present) throws SQLException {
        return Rows.is(present, EVENT_STORE.get("is-image-wanted"), image.owner(), image.stream());
    }

    @FunctionalInterface
    private interface Missing {
        /** @return whether the image is in the bucket now */
        boolean isReturned(Image image) throws SQLException, IOException;
    }

    /** Whether an image without a copy is lost, and was not uploaded or removed since the lists were begun. */
    private boolean isLost(Image image, Connection present) throws SQLException, IOException {
        return isWanted(image, present) && !has(new OrderedLookup(content, image.key()), "", image);
    }

    private Result each(Progress progress, Connection present, Missing missing) throws SQLException, IOException {
        long there = 0;
        long returned = 0;
        long lost = 0;
        List<String> examples = new ArrayList<>();
        OrderedLookup images = new OrderedLookup(content, "");
        OrderedLookup copies = new OrderedLookup(backups, Archive.COPIES);
        try (Connection connection = eventStore.workAsOwner();
                PreparedStatement statement = statement(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (progress.cancelled()) {
                    throw new Stopped(
                            Outcome.CANCELLED,
                            "It was cancelled after %s copied back."
                                    .formatted(Words.count(returned, "image was", "images were")));
                }
                Image image = IMAGE.of(rows);
                if (has(images, "", image)) {
                    there++;
                } else if (has(copies, Archive.COPIES, image)) {
                    returned += missing.isReturned(image) ? 1 : 0;
                } else if (lost >= MOST_LOOKED_FOR || isLost(image, present)) {
                    lost++;
                    if (examples.size() < EXAMPLES) {
                        examples.add(image.key());
                    }
                }
                long done = there + returned + lost;
                progress.at(done, done + 1, "images");
            }
        }
        return new Result(there, returned, lost, examples);
    }

    /** Fetches rows in parts, which the driver does only in a transaction. */
    private static PreparedStatement statement(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        PreparedStatement statement = connection.prepareStatement(EVENT_STORE.get("images"));
        statement.setFetchSize(FETCHED);
        return statement;
    }

    /** Whether there is an object of this size. */
    private static boolean has(OrderedLookup objects, String prefix, Image image) throws IOException {
        StoredObject found = objects.find(prefix + image.key());
        return found != null && found.size() == image.bytes();
    }
}
