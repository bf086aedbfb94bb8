package io.talel.gateway.image.clean;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a JPEG and keeps what decoding needs: tables, the frame, scans, and colour information. */
final class JpegFile {

    /** Most scans: a progressive picture has about ten, and each is a pass over all pixels. */
    private static final int MAX_SCANS = 100;

    /** Most pixels of all scans together: some seconds of decoding. */
    private static final long MAX_PIXELS_OF_SCANS = 600_000_000;

    private static final int MARKER = 0xFF;
    private static final int START = 0xD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    private static final int PROFILE = 0xE2;
    private static final int ADOBE = 0xEE;
    private static final byte[] PROFILE_NAME = FileSignatures.ascii("ICC_PROFILE\0");

    private final FileBytes file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable JpegFrame frame;
    private @Nullable Orientation orientation;
    private boolean profile;

    private JpegFile(FileBytes file) {
        this.file = file;
    }

    static ImageHeaders read(FileBytes file, DecodingBudget budget) throws UnreadableImage {
        return new JpegFile(file).read(budget);
    }

    private ImageHeaders read(DecodingBudget budget) throws UnreadableImage {
        if (file.u16BigEndian(0) != ((MARKER << 8) | START)) {
            throw new UnreadableImage("a JPEG that does not begin as one");
        }
        kept.write(MARKER);
        kept.write(START);
        long scans = readSegments();
        kept.writeBytes(file.slice(scans, file.length()));
        if (frame == null) {
            throw new UnreadableImage("a JPEG without a frame");
        }
        Orientation held = orientation == null ? Orientation.NORMAL : orientation;
        int passes = scansFrom(scans);
        budget.frame(frame.width(), frame.height(), frame.memory(profile, passes > 1, held != Orientation.NORMAL));
        if (passes > MAX_SCANS || passes * frame.pixels() > MAX_PIXELS_OF_SCANS) {
            throw new UnreadableImage("a JPEG of " + frame.pixels() + " pixels in " + passes + " scans");
        }
        return new ImageHeaders(frame.width(), frame.height(), held, kept.toByteArray());
    }

    /** @return where the first scan begins */
    private long readSegments() throws UnreadableImage {
        long position = 2;
        while (true) {
            position = nextMarker(position);
            int marker = file.u8(position + 1);
            if (marker == START_OF_SCAN) {
                return position;
            }
            long end = position + 2 + file.u16BigEndian(position + 2);
            if (end < position + 4) {
                throw new UnreadableImage("a segment of a JPEG without a length");
            }
            readSegment(marker, position, end);
            position = end;
        }
    }

    /** Skips bytes outside of segments, as decoders do. */
    private long nextMarker(long from) throws UnreadableImage {
        long position = from;
        while (file.u8(position) != MARKER || file.u8(position + 1) == MARKER || file.u8(position + 1) == 0) {
            position++;
        }
        return position;
    }

    private void readSegment(int marker, long from, long end) throws UnreadableImage {
        byte[] segment = file.slice(from, end);
        boolean isProfile = marker == PROFILE && FileSignatures.isAt(segment, 4, PROFILE_NAME);
        profile |= isProfile;
        if (marker == EXIF && orientation == null && FileSignatures.isAt(segment, 4, Exif.HEADER)) {
            orientation = Exif.orientation(file.slice(from + 4, end));
        } else if (JpegFrame.begins(marker)) {
            if (frame != null) {
                throw new UnreadableImage("a JPEG of two frames");
            }
            frame = JpegFrame.read(new FileBytes(segment));
        }
        if (isProfile || marker == JFIF || marker == ADOBE || isTable(marker) || JpegFrame.begins(marker)) {
            kept.writeBytes(segment);
        } else if (!isApplicationOrComment(marker)) {
            throw new UnreadableImage("a JPEG with a segment " + marker + " before its picture");
        }
    }

    /** Huffman tables, arithmetic conditioning, quantisation tables, restart interval. */
    private static boolean isTable(int marker) {
        return marker == 0xC4 || marker == 0xCC || marker == 0xDB || marker == 0xDD;
    }

    private static boolean isApplicationOrComment(int marker) {
        return marker >= 0xE0 && marker <= 0xFE;
    }

    /** In the data of a scan the byte after 0xFF is never 0xDA. */
    private int scansFrom(long first) throws UnreadableImage {
        int scans = 0;
        for (long i = first; i + 1 < file.length(); i++) {
            if (file.u8(i) == MARKER && file.u8(i + 1) == START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }
}
