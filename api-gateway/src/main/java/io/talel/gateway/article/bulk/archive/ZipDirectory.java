package io.talel.gateway.article.bulk.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Checks the directory at the end of a zip before Java's reader opens the file: Java reads a directory of any length into memory.
 */
final class ZipDirectory {

    /** Most files of an archive. */
    static final int MAX_FILES = 20_000;

    /** Longest directory, in bytes; a name takes at most 64 KiB of it. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xFFFF;

    /** Stands for a number that the extension for larger archives holds. */
    private static final int ELSEWHERE = 0xFFFF;

    private ZipDirectory() {}

    /**
     * Cuts a comment off, so that Java finds the same end of the directory as this check.
     *
     * @throws Unreadable if the file is no zip, or has too long a directory
     */
    static void check(Path file) throws IOException {
        try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "rw")) {
            long begin = Math.max(0, zip.length() - END_BYTES - MAX_COMMENT);
            byte[] tail = new byte[(int) (zip.length() - begin)];
            zip.seek(begin);
            zip.readFully(tail);
            ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            int end = end(bytes);
            int files = Short.toUnsignedInt(bytes.getShort(end + 10));
            long length = Integer.toUnsignedLong(bytes.getInt(end + 12));
            if (files == ELSEWHERE || files > MAX_FILES || length > MAX_BYTES) {
                throw tooLong();
            }
            zip.seek(begin + end + END_BYTES - 2);
            zip.write(new byte[2]);
            zip.setLength(begin + end + END_BYTES);
        }
    }

    static Unreadable tooLong() {
        return new Unreadable("has more than " + MAX_FILES + " files, or too long names");
    }

    private static int end(ByteBuffer tail) {
        for (int at = tail.capacity() - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == SIGNATURE
                    && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + END_BYTES - 2)) == tail.capacity()) {
                return at;
            }
        }
        throw new Unreadable("is no zip");
    }
}
