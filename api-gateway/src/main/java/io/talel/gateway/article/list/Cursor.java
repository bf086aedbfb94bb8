package io.talel.gateway.article.list;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticlePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a client goes on in a list, as a text that only the server reads. It names a place, not a page, so what is published or
 * removed meanwhile moves nothing. It has a checksum, so a mistake is not taken for a place.
 */
final class Cursor {

    private static final String FIELD = "cursor";

    private static final int CHECKSUM = Integer.BYTES;
    private static final int POSITION = 2 * Long.BYTES;

    private Cursor() {}

    static String of(ArticlePosition position) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt());
        return text(ByteBuffer.allocate(POSITION)
                .putLong(micros)
                .putLong(position.articleId().value())
                .array());
    }

    static String of(String name) {
        return text(name.getBytes(StandardCharsets.UTF_8));
    }

    /** @param cursor null or empty for the beginning */
    static ArticlePosition position(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return ArticlePosition.BEGINNING;
        }
        byte[] content = content(cursor);
        if (content.length != POSITION) {
            throw unknown();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        Instant createdAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        long id = buffer.getLong();
        if (id < 1 || createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(ArticlePosition.BEGINNING.createdAt())) {
            throw unknown();
        }
        return new ArticlePosition(createdAt, new ArticleId(id));
    }

    /** As above, in a list at a time, which begins with what had been published by then. */
    static ArticlePosition position(@Nullable String cursor, Instant at) {
        if (cursor == null || cursor.isEmpty()) {
            return ArticlePosition.beginningAt(at);
        }
        ArticlePosition position = position(cursor);
        if (position.createdAt().isAfter(at)) {
            throw new InvalidValue(FIELD, "must not be later than 'at'");
        }
        return position;
    }

    /** @param cursor null or empty for the beginning, before all names */
    static String name(@Nullable String cursor) {
        String name = cursor == null || cursor.isEmpty() ? "" : new String(content(cursor), StandardCharsets.UTF_8);
        if (name.indexOf('\0') >= 0) {
            throw unknown();
        }
        return name;
    }

    private static String text(byte[] content) {
        byte[] whole = ByteBuffer.allocate(CHECKSUM + content.length)
                .putInt(checksum(content))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private static byte[] content(String cursor) {
        byte[] whole = decoded(cursor);
        if (whole.length < CHECKSUM) {
            throw unknown();
        }
        byte[] content = new byte[whole.length - CHECKSUM];
        if (ByteBuffer.wrap(whole).get(CHECKSUM, content).getInt() != checksum(content)) {
            throw unknown();
        }
        return content;
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    private static int checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }

    private static InvalidValue unknown() {
        return new InvalidValue(FIELD, "must be one that a list has given");
    }
}
