package io.talel.kernel.image;

/** The formats that are stored and served. */
public enum ImageFormat {
    GIF("gif", "image/gif"),
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    WEBP("webp", "image/webp");

    private final String extension;
    private final String mediaType;

    ImageFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }
}
