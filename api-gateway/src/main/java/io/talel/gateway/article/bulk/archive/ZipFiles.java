package io.talel.gateway.article.bulk.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a zip. */
public final class ZipFiles implements SourceFiles {

    private static final long GIB = 1024L * 1024 * 1024;

    private final ZipFile zip;
    private final long maxBytes;

    /** By the names that texts use: macOS writes the accents of names as characters of their own. */
    private final NavigableMap<String, String> entries;

    private final List<String> unsafe;
    private long read;

    private ZipFiles(ZipFile zip, long maxBytes) {
        this.zip = zip;
        this.maxBytes = maxBytes;
        List<String> all = zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> !EntryNames.isClutter(name) || EntryNames.isUnsafe(name))
                .toList();
        List<String> safe =
                all.stream().filter(name -> !EntryNames.isUnsafe(name)).toList();
        String folder = EntryNames.commonFolder(safe);
        this.entries = byComposedName(safe, folder.length());
        this.unsafe = all.stream()
                .filter(EntryNames::isUnsafe)
                .map(EntryNames::beginning)
                .toList();
    }

    /** A name is composed unless another file has the composed name: no file hides another. */
    private static NavigableMap<String, String> byComposedName(List<String> names, int folder) {
        NavigableMap<String, String> entries = new TreeMap<>();
        names.forEach(name -> entries.put(name.substring(folder), name));
        for (String written : List.copyOf(entries.keySet())) {
            String composed = EntryNames.composed(written);
            if (!entries.containsKey(composed)) {
                entries.put(composed, entries.remove(written));
            }
        }
        return entries;
    }

    /**
     * The files of an upload: those of a zip, or one.
     *
     * @param maxBytes most bytes that are read of all files together, each as often as it is read
     * @throws Unreadable if it is neither
     */
    public static SourceFiles open(Path file, long maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head =
                    new String(in.readNBytes(64), UTF_8).replace("\uFEFF", "").stripLeading();
            if (head.startsWith("{")) {
                return new SingleFile(file, "upload.json");
            }
            if (head.startsWith("<")) {
                return new SingleFile(file, "upload.xml");
            }
        }
        ZipDirectory.check(file);
        try {
            return new ZipFiles(zip(file), maxBytes);
        } catch (ZipException e) {
            throw new Unreadable("is a damaged zip");
        }
    }

    /** The end of the directory may state fewer files than there are. */
    private static ZipFile zip(Path file) throws IOException {
        ZipFile zip = opened(file);
        if (zip.size() > ZipDirectory.MAX_FILES) {
            zip.close();
            throw ZipDirectory.tooLong();
        }
        return zip;
    }

    /** Older programs write names in the character set of DOS. */
    private static ZipFile opened(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            return new ZipFile(file.toFile(), Charset.forName("IBM437"));
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(zip.getEntry(Objects.requireNonNull(entries.get(name), name)), name);
        return new Counted(zip.getInputStream(entry), entry.getCrc());
    }

    @Override
    public List<String> unsafeNames() {
        return unsafe;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts what is read, and compares the checksum at the end of the file: {@link ZipFile} does not. */
    private final class Counted extends CheckedInputStream {

        private final long crc;

        private Counted(InputStream in, long crc) {
            super(in, new CRC32());
            this.crc = crc;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n < 0 && getChecksum().getValue() != crc) {
                throw new ZipException("another checksum");
            }
            read += Math.max(n, 0);
            if (read > maxBytes) {
                String most = maxBytes < GIB ? maxBytes / (GIB / 1024) + " MiB" : maxBytes / GIB + " GiB";
                throw new Unreadable("reaches the limit of " + most + " of unpacked data; split the file");
            }
            return n;
        }
    }
}
