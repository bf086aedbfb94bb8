package io.talel.ops.backup.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.ops.backup.outcome.Refused;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Id of a backup: its start by the database's clock to the millisecond, and four random bytes: {@code
 * 20261125T103000123Z-7f3a21bc}. Ids sort by time.
 */
public record BackupId(@JsonValue String value) implements Comparable<BackupId> {

    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int RANDOM = 4;

    @JsonCreator
    public BackupId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("'%s' is not the name of a backup".formatted(value));
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** @throws Refused if an operator has given something else */
    public static BackupId named(String text) {
        if (!isOne(text)) {
            throw new Refused("'%s' is not the name of a backup; `backup list` shows the names".formatted(text));
        }
        return new BackupId(text);
    }

    public static BackupId at(Instant time, RandomGenerator random) {
        byte[] bytes = new byte[RANDOM];
        random.nextBytes(bytes);
        return new BackupId(TIME.format(time) + "-" + HexFormat.of().formatHex(bytes));
    }

    /** Start of the backup, to the millisecond. */
    public Instant time() {
        return TIME.parse(value.substring(0, value.indexOf('-')), Instant::from);
    }

    @Override
    public int compareTo(BackupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
