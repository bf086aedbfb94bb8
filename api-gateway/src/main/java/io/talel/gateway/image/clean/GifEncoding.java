package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;

/** Encodes every frame of a GIF anew and keeps its timing, transparency and looping. */
final class GifEncoding {

    private static final Set<String> KEPT =
            Set.of("ImageDescriptor", "LocalColorTable", "GraphicControlExtension", "ApplicationExtensions");
    private static final Set<String> KEPT_OF_STREAM = Set.of("Version", "LogicalScreenDescriptor", "GlobalColorTable");

    private GifEncoding() {}

    /** @param file as {@link GifFile} leaves it: the only application data is the looping */
    static byte[] anew(byte[] file) throws IOException {
        ImageReader reader = Codecs.reader(ImageFormat.GIF);
        ImageWriter writer = Codecs.writer(ImageFormat.GIF);
        ByteArrayOutputStream cleaned = new ByteArrayOutputStream();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
                ImageOutputStream out = new MemoryCacheImageOutputStream(cleaned)) {
            reader.setInput(in, true, false);
            writer.setOutput(out);
            copy(reader, writer);
        } finally {
            reader.dispose();
            writer.dispose();
        }
        return cleaned.toByteArray();
    }

    private static void copy(ImageReader reader, ImageWriter writer) throws IOException {
        writer.prepareWriteSequence(
                kept(reader.getStreamMetadata(), writer.getDefaultStreamMetadata(null), KEPT_OF_STREAM));
        for (int i = 0; hasFrame(reader, i); i++) {
            BufferedImage frame = reader.read(i);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
            writer.writeToSequence(new IIOImage(frame, null, kept(reader.getImageMetadata(i), metadata, KEPT)), null);
        }
        writer.endWriteSequence();
    }

    /** The reader throws an exception after the last frame. */
    private static boolean hasFrame(ImageReader reader, int index) throws IOException {
        try {
            reader.getWidth(index);
            return true;
        } catch (IndexOutOfBoundsException e) {
            if (index == 0) {
                throw new UnreadableImage("a GIF without frames");
            }
            return false;
        }
    }

    private static IIOMetadata kept(IIOMetadata read, IIOMetadata written, Set<String> names) throws IOException {
        String format = read.getNativeMetadataFormatName();
        IIOMetadataNode tree = (IIOMetadataNode) read.getAsTree(format);
        for (Node child : children(tree)) {
            if (!names.contains(child.getNodeName())) {
                tree.removeChild(child);
            }
        }
        written.setFromTree(format, tree);
        return written;
    }

    private static Node[] children(Node parent) {
        Node[] children = new Node[parent.getChildNodes().getLength()];
        for (int i = 0; i < children.length; i++) {
            children[i] = parent.getChildNodes().item(i);
        }
        return children;
    }
}
