package io.talel.gateway.image.clean;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.talel.kernel.image.ImageFormat;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The decoders and encoders in use, listed one by one, so that a plug-in of another library is not used. */
final class Codecs {

    /** Reads files of real cameras and editors (CMYK, odd profiles, broken tables), unlike the JDK's reader. */
    private static final ImageReaderSpi JPEG = registered(new JPEGImageReaderSpi());

    private static final ImageReaderSpi WEBP = registered(new WebPImageReaderSpi());

    private Codecs() {}

    static ImageReader reader(ImageFormat format) throws IOException {
        return switch (format) {
            case JPEG -> JPEG.createReaderInstance();
            case WEBP -> WEBP.createReaderInstance();
            case PNG, GIF ->
                ImageIO.getImageReadersByFormatName(format.extension()).next();
        };
    }

    static ImageWriter writer(ImageFormat format) {
        return ImageIO.getImageWritersByFormatName(format.extension()).next();
    }

    /** The JPEG reader finds the JDK's, which it builds upon, when it is registered. */
    private static ImageReaderSpi registered(ImageReaderSpi provider) {
        IIORegistry.getDefaultInstance().registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }
}
