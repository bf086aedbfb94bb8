package io.talel.gateway.article.bulk.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives to import. */
public final class Zips {

    private static final int LOCAL_HEADER = 30;

    /** A byte for the kind, two for the length, two for its inverse. */
    private static final int BLOCK_HEADER = 5;

    private static final byte KIND_OF_NO_BLOCK = 7;

    private Zips() {}

    /** @param files texts or bytes by their names */
    public static byte[] of(Map<String, ?> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, ?> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(content(file.getValue()));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A zip with a file of blocks that are not compressed, one of which is of a kind that there is not. */
    public static byte[] damaged(String file, String content, int block) throws IOException {
        byte[] zip = uncompressed(Map.of(file, content));
        int at = LOCAL_HEADER + file.length();
        for (int i = 0; i < block; i++) {
            at += BLOCK_HEADER
                    + ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getChar(at + 1);
        }
        zip[at] = KIND_OF_NO_BLOCK;
        return zip;
    }

    /** A zip in which a word of the files was replaced by one of the same length: only their checksums tell. */
    public static byte[] falsified(Map<String, ?> files, String word, String other) throws IOException {
        return new String(uncompressed(files), ISO_8859_1).replace(word, other).getBytes(ISO_8859_1);
    }

    private static byte[] uncompressed(Map<String, ?> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, ?> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(content(file.getValue()));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] content(Object content) {
        return content instanceof byte[] bytes ? bytes : text(content);
    }

    private static byte[] text(Object content) {
        return content.toString().getBytes(UTF_8);
    }
}
