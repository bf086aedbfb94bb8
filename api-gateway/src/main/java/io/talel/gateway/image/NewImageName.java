package io.talel.gateway.image;

import io.talel.gateway.web.PortableFileName;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import java.text.Normalizer;
import java.util.Locale;

/** Makes the file names of images: {@code sunset_at_sea_3k9x0q2m7ab1c.jpg}. */
final class NewImageName {

    /** Most characters that are kept of the client's name. */
    private static final int MAX_LENGTH = 100;

    /** As above, in bytes of UTF-8: with the suffix it is a name that file systems take. */
    private static final int MAX_BYTES = 180;

    private NewImageName() {}

    /**
     * @param clientName the client's name of the file; its extension does not count
     * @param unique suffix that makes the name unique
     */
    static ImageFileName of(String clientName, String unique, ImageFormat format) {
        return new ImageFileName(stem(clientName) + "_" + unique + "." + format.extension());
    }

    private static String stem(String clientName) {
        int dot = clientName.lastIndexOf('.');
        boolean extension = dot > clientName.lastIndexOf('/') + 1;
        String name = extension ? clientName.substring(0, dot) : clientName;
        StringBuilder stem = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> isBlank(c) || Character.isLetterOrDigit(c))
                .map(c -> isBlank(c) ? '_' : c)
                .limit(MAX_LENGTH)
                .forEach(stem::appendCodePoint);
        return PortableFileName.cut(stem.toString(), MAX_BYTES);
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
