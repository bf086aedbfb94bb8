package io.talel.gateway.article.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip in which every name occurs once. A slug may move to another article while an export goes on. */
final class ExportZip {

    private final ZipOutputStream zip;
    private final Set<String> names = new HashSet<>();

    ExportZip(OutputStream out) {
        this.zip = new ZipOutputStream(out, UTF_8);
    }

    void put(String name, String content) throws IOException {
        put(name, new ByteArrayInputStream(content.getBytes(UTF_8)));
    }

    /** @param name with an extension; a number comes before it if another file has the name */
    void put(String name, InputStream content) throws IOException {
        String free = name;
        int dot = name.lastIndexOf('.');
        for (int number = 2; !names.add(free); number++) {
            free = name.substring(0, dot) + "." + number + name.substring(dot);
        }
        zip.putNextEntry(new ZipEntry(free));
        content.transferTo(zip);
        zip.closeEntry();
    }

    /** Completes the zip; one without this cannot be opened. */
    void end() throws IOException {
        zip.close();
    }
}
