package io.talel.gateway.web.answer;

import io.talel.gateway.web.pool.AnswerMemory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers that are serialised once, to bytes. Reads carry an {@code ETag}, which Spring compares with {@code If-None-Match}: a
 * client that has the representation already gets a 304. {@code Last-Modified} only informs: nothing is compared with it.
 */
@Component
public final class JsonAnswers {

    /** Shared caches may keep it, and ask before they serve it. */
    public static final CacheControl FOR_EVERYBODY = CacheControl.noCache().cachePublic();

    /** The caller's own cache may keep it, and asks before it serves it. */
    public static final CacheControl FOR_ONE = CacheControl.noCache().cachePrivate();

    private final JsonMapper json;
    private final AnswerMemory memory;
    private final Clock clock;

    JsonAnswers(JsonMapper json, AnswerMemory memory, Clock clock) {
        this.json = json;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * For everybody, so shared caches may keep it, and ask before they serve it.
     *
     * @param version version of the stream, which {@code If-Match} names
     */
    public ResponseEntity<byte[]> shown(long version, Object answer) {
        byte[] body = held(answer);
        return answer(version + "-" + hash(body), FOR_EVERYBODY).body(body);
    }

    /** As above. @param changedAt when it was changed last */
    public ResponseEntity<byte[]> shown(long version, Instant changedAt, Object answer) {
        return dated(changedAt, shown(version, answer));
    }

    /** As above, for a list, which has no version of its own. */
    public ResponseEntity<byte[]> shown(Object answer) {
        byte[] body = held(answer);
        return answer(hash(body), FOR_EVERYBODY).body(body);
    }

    /** The beginning of an answer that the caller has written in another format. */
    public ResponseEntity.BodyBuilder document(byte[] body) {
        memory.hold(body);
        return ResponseEntity.ok();
    }

    /**
     * For one person.
     *
     * @param version version of the stream, which {@code If-Match} names
     */
    public ResponseEntity<byte[]> read(long version, Object answer) {
        byte[] body = held(answer);
        return answer(version + "-" + hash(body), FOR_ONE).body(body);
    }

    /** As above. @param changedAt when it was changed last */
    public ResponseEntity<byte[]> read(long version, Instant changedAt, Object answer) {
        return dated(changedAt, read(version, answer));
    }

    /** As above, for a list, which has no version of its own. */
    public ResponseEntity<byte[]> read(Object answer) {
        byte[] body = held(answer);
        return answer(hash(body), FOR_ONE).body(body);
    }

    /** The same as a text, for clients that want no JSON. */
    public ResponseEntity<byte[]> text(String answer) {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        memory.hold(body);
        return answer(hash(body), FOR_ONE)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(body);
    }

    /** What a write has made of something. @param version version of the stream, which {@code If-Match} names */
    public ResponseEntity<byte[]> written(long version, Object answer) {
        byte[] body = heldAnyway(answer);
        return answer(version + "-" + hash(body), FOR_ONE).body(body);
    }

    public ResponseEntity<byte[]> done(Object answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(heldAnyway(answer));
    }

    /**
     * The tag is that of this answer; an edit needs only the version in it.
     *
     * @param location address of the new resource, relative to the server
     * @param version version of the stream, which {@code If-Match} names
     */
    public ResponseEntity<byte[]> created(URI location, long version, Object answer) {
        byte[] body = heldAnyway(answer);
        return ResponseEntity.created(location)
                .eTag(version + "-" + hash(body))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** Weak tag of an answer that is not made yet. @param sources what it will be made of */
    public static String weakTag(String sources) {
        return "W/\"" + hash(sources.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private byte[] held(Object answer) {
        byte[] body = json.writeValueAsBytes(answer);
        memory.hold(body);
        return body;
    }

    private byte[] heldAnyway(Object answer) {
        byte[] body = json.writeValueAsBytes(answer);
        memory.holdAnyway(body);
        return body;
    }

    /** Clocks of nodes differ, and no answer may be from before what it shows (RFC 9110, 8.8.2.1). */
    private ResponseEntity<byte[]> dated(Instant changedAt, ResponseEntity<byte[]> answer) {
        Instant now = clock.instant();
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .lastModified(changedAt.isBefore(now) ? changedAt : now)
                .body(answer.getBody());
    }

    private static ResponseEntity.BodyBuilder answer(String tag, CacheControl readers) {
        return ResponseEntity.ok().eTag(tag).cacheControl(readers).contentType(MediaType.APPLICATION_JSON);
    }

    /**
     * Tells the representations of one resource apart, not those of an attacker: 64 bits from two checksums that the processor
     * computes. SHA-256 takes a tenth of the time of a list.
     */
    private static String hash(byte[] body) {
        return HexFormat.of().toHexDigits(sum(new CRC32C(), body) << Integer.SIZE | sum(new CRC32(), body));
    }

    private static long sum(Checksum checksum, byte[] body) {
        checksum.update(body);
        return checksum.getValue();
    }
}
