package io.talel.gateway.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Pattern;

/** Names of files that every system takes. */
public final class PortableFileName {

    /** Most bytes of a text that are kept: a file system takes 255, and a number and extensions follow. */
    private static final int MAX_BYTES = 200;

    /** Leads into a folder, is no character, or hides the file. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\\\p{Cntrl}]|^\\.");

    /** Windows takes these for devices, whatever the extension. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private PortableFileName() {}

    /**
     * A text as the name of a file, without an extension.
     *
     * @param number follows if the text is changed
     */
    public static String of(String text, long number) {
        String name = cut(NOT_IN_NAMES.matcher(text).replaceAll("_"), MAX_BYTES);
        if (DEVICE.matcher(name).matches()) {
            return "_" + name + "." + number;
        }
        return name.equals(text) ? name : name + "." + number;
    }

    /** The whole characters in the first bytes of a text in UTF-8. */
    public static String cut(String text, int bytes) {
        CharBuffer characters = CharBuffer.wrap(text);
        UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(characters, ByteBuffer.allocate(bytes), true);
        return text.substring(0, characters.position());
    }
}
