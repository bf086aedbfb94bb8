package io.talel.gateway.image;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Removes files of uploads that killed nodes have left, when a node starts. */
@Component
final class AbandonedUploadSweep {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploadSweep.class);

    /** Much longer than the slowest upload: other nodes may share the directory. */
    private static final Duration AGE = Duration.ofDays(1);

    @Autowired
    AbandonedUploadSweep(Clock clock) {
        this(clock, Path.of(System.getProperty("java.io.tmpdir")));
    }

    AbandonedUploadSweep(Clock clock, Path parent) {
        Instant before = clock.instant().minus(AGE);
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(parent, UploadDirectory.PREFIX + "*")) {
            uploads.forEach(upload -> removeIfOld(upload, before));
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Old uploads in {} could not be found", parent, e);
        }
    }

    private static void removeIfOld(Path upload, Instant before) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(upload, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory() && found.lastModifiedTime().toInstant().isBefore(before)) {
                FileSystemUtils.deleteRecursively(upload);
            }
        } catch (IOException e) {
            LOG.warn("An old upload could not be removed", e);
        }
    }
}
