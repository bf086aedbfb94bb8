package io.talel.gateway.article.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ExportZipTest {

    @Test
    void files_with_the_same_name_get_numbers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExportZip zip = new ExportZip(bytes);
        for (String content : List.of("one", "two", "three")) {
            zip.put("posts/a.md", content);
        }
        zip.end();

        List<String> names = new ArrayList<>();
        try (ZipInputStream read = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = read.getNextEntry(); entry != null; entry = read.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("posts/a.md", "posts/a.2.md", "posts/a.3.md");
    }
}
