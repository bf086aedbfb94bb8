package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Decodes a picture to pixels and encodes these anew. */
final class StillImageEncoding {

    /** Quality at which a second compression loses nothing visible, at about the size that cameras write. */
    private static final float JPEG_QUALITY = 0.9f;

    /** In the warning of the decoder when it makes grey of what a JPEG lacks. A missing end alone gives another warning. */
    private static final String ENDS_EARLY = "premature end of data segment";

    private StillImageEncoding() {}

    /** @throws IOException also for a JPEG that lacks a part of its pixels */
    static BufferedImage decode(ImageFormat format, byte[] file) throws IOException {
        ImageReader reader = Codecs.reader(format);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            BufferedImage image = reader.read(0);
            if (warnings.stream().anyMatch(warning -> warning.contains(ENDS_EARLY))) {
                throw new IIOException("a picture that ends early");
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** Converts the colours first, so that there are never more than two copies of the pixels. */
    static BufferedImage decodeJpeg(byte[] file) throws IOException {
        return withoutProfile(decode(ImageFormat.JPEG, file));
    }

    static byte[] encode(ImageFormat format, BufferedImage image) throws IOException {
        ImageWriter writer = Codecs.writer(format);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format == ImageFormat.JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** Converts colours to sRGB, since the profile is dropped. */
    private static BufferedImage withoutProfile(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR || image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return image;
        }
        if (image.getRaster().getNumBands() == 1) {
            BufferedImage gray = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            gray.setData(image.getRaster());
            return gray;
        }
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return rgb;
    }
}
