package io.talel.gateway.image.clean;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/**
 * How a camera was held, by the numbers 1 to 8 of EXIF. A pixel of the upright picture comes from the column and row
 * of the stored one, after these were swapped and counted from the other end.
 */
enum Orientation {
    NORMAL(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, true, false);

    private final boolean swapped;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swapped, boolean fromRight, boolean fromBottom) {
        this.swapped = swapped;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** Unknown numbers mean normal. */
    static Orientation of(int exif) {
        return exif >= 1 && exif <= values().length ? values()[exif - 1] : NORMAL;
    }

    /** Whether width and height change places. */
    boolean swaps() {
        return swapped;
    }

    int exif() {
        return ordinal() + 1;
    }

    /** Turns the picture upright; pixels keep their exact values and their colour model. */
    BufferedImage upright(BufferedImage stored) {
        if (this == NORMAL) {
            return stored;
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        Raster source = stored.getRaster();
        WritableRaster target =
                source.createCompatibleWritableRaster(swapped ? height : width, swapped ? width : height);
        @Nullable Object pixel = null;
        for (int y = 0; y < target.getHeight(); y++) {
            for (int x = 0; x < target.getWidth(); x++) {
                int column = swapped ? y : x;
                int row = swapped ? x : y;
                pixel = source.getDataElements(
                        fromRight ? width - 1 - column : column, fromBottom ? height - 1 - row : row, pixel);
                target.setDataElements(x, y, pixel);
            }
        }
        return new BufferedImage(stored.getColorModel(), target, stored.isAlphaPremultiplied(), null);
    }
}
