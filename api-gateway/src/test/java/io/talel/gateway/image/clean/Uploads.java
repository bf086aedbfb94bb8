package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Uploads with everything that should not be kept. The picture is 16 by 12: left half red, right half blue. */
final class Uploads {

    static final int WIDTH = 16;
    static final int HEIGHT = 12;

    /** A text that no cleaned file may contain. */
    static final String HIDDEN = "<script>alert('PK')</script>";

    private Uploads() {}

    static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, WIDTH / 2, HEIGHT);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
        graphics.dispose();
        return image;
    }

    /** With EXIF data, a comment, and a second file behind the end. */
    static byte[] jpeg(int orientation) {
        byte[] plain = encoded("jpg", picture(BufferedImage.TYPE_INT_RGB));
        byte[] exif = concatenated(Exif.HEADER, ExifSample.tiff(orientation));
        return concatenated(
                new byte[] {plain[0], plain[1]},
                segment(0xE1, exif),
                segment(0xFE, hidden()),
                Arrays.copyOfRange(plain, 2, plain.length),
                hidden());
    }

    /** With EXIF data, a text, and a second file behind the end. */
    static byte[] png(int orientation) {
        byte[] plain = encoded("png", picture(BufferedImage.TYPE_INT_ARGB));
        int afterHeader = 8 + 25;
        return concatenated(
                Arrays.copyOf(plain, afterHeader),
                pngChunk("eXIf", ExifSample.tiff(orientation)),
                pngChunk("tEXt", concatenated(ascii("Comment\0"), hidden())),
                Arrays.copyOfRange(plain, afterHeader, plain.length),
                hidden());
    }

    /** Two frames of 120 ms in a loop, with a comment and a second file behind the end. */
    static byte[] animatedGif() {
        ImageWriter writer = Codecs.writer(ImageFormat.GIF);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < 2; frame++) {
                BufferedImage image = picture(BufferedImage.TYPE_BYTE_INDEXED);
                image.setRGB(frame, 0, Color.GREEN.getRGB());
                writer.writeToSequence(new IIOImage(image, null, gifMetadata(writer, image)), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return concatenated(file.toByteArray(), hidden());
    }

    private static IIOMetadata gifMetadata(ImageWriter writer, BufferedImage image) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", "12");
        control.setAttribute("disposalMethod", "restoreToBackgroundColor");
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode xmp = new IIOMetadataNode("ApplicationExtension");
        xmp.setAttribute("applicationID", "XMP Data");
        xmp.setAttribute("authenticationCode", "XMP");
        xmp.setUserObject(hidden());
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(loop);
        extensions.appendChild(xmp);
        root.appendChild(extensions);
        IIOMetadataNode comment = new IIOMetadataNode("CommentExtension");
        comment.setAttribute("value", HIDDEN);
        IIOMetadataNode comments = new IIOMetadataNode("CommentExtensions");
        comments.appendChild(comment);
        root.appendChild(comments);
        metadata.setFromTree(format, root);
        return metadata;
    }

    /** A picture that Chromium wrote, with EXIF data, XMP, and a second file behind the end. */
    static byte[] webp(String sample, int orientation) {
        byte[] plain = resource(sample);
        byte[] chunks = concatenated(
                Arrays.copyOfRange(plain, 12, plain.length),
                riffChunk("EXIF", ExifSample.tiff(orientation)),
                riffChunk("XMP ", hidden()));
        return concatenated(ascii("RIFF"), WebpChunk.littleEndian(chunks.length + 4), ascii("WEBP"), chunks, hidden());
    }

    static byte[] resource(String name) {
        try (InputStream file = Uploads.class.getResourceAsStream("/images/" + name)) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static byte[] pngChunk(String name, byte[] data) {
        CRC32 checksum = new CRC32();
        byte[] typed = concatenated(ascii(name), data);
        checksum.update(typed);
        return concatenated(bigEndian(data.length), typed, bigEndian((int) checksum.getValue()));
    }

    static byte[] riffChunk(String name, byte[] data) {
        return concatenated(ascii(name), WebpChunk.littleEndian(data.length), data, new byte[data.length % 2]);
    }

    static byte[] segment(int marker, byte[] data) {
        int length = data.length + 2;
        return concatenated(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length}, data);
    }

    static byte[] hidden() {
        return ascii(HIDDEN);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bigEndian(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
