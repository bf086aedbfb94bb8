package io.talel.gateway.image.decoder;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs in the child process: takes tasks from standard input, one after the other, and answers on standard output. */
public final class DecoderLoop {

    private static final int FAILED = 1;
    private static final byte[] NOTHING = {};

    private final Decoding decoding;
    private final DataOutputStream answers;

    private DecoderLoop(Decoding decoding, DataOutputStream answers) {
        this.decoding = decoding;
        this.answers = answers;
    }

    /** Work of the process on a file. */
    public interface Decoding {

        /**
         * @return the cleaned file
         * @throws Exception of any kind if the file holds no picture
         */
        byte[] clean(DecodingTask task) throws Exception;
    }

    /** Serves until standard input ends, which happens when the parent process ends. */
    public static void serve(Decoding decoding) {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Other output must not mix with the answers.
        System.setOut(System.err);
        offerToBeKilledFirst();
        new DecoderLoop(decoding, out)
                .serve(new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in))));
    }

    /** Goes on reading during a task, so that the end of the parent ends this process even then. */
    private void serve(DataInputStream in) {
        try {
            new DecoderAnswer(DecoderAnswer.Kind.READY, NOTHING).write(answers);
            while (true) {
                DecodingTask task = DecodingTask.read(in);
                Thread.ofPlatform().name("decoding").start(() -> work(task));
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void work(DecodingTask task) {
        try {
            answer(task).write(answers);
            // Gives memory back to the system before the next picture.
            System.gc();
        } catch (IOException | Error e) {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private DecoderAnswer answer(DecodingTask task) {
        try {
            byte[] cleaned = decoding.clean(task);
            return cleaned.length <= DecoderAnswer.MAX_LENGTH
                    ? new DecoderAnswer(DecoderAnswer.Kind.CLEANED, cleaned)
                    : refused("the cleaned file has %d bytes, the limit is %d"
                            .formatted(cleaned.length, DecoderAnswer.MAX_LENGTH));
        } catch (Exception | StackOverflowError e) {
            return refused(e.toString());
        }
    }

    private static DecoderAnswer refused(String reason) {
        return new DecoderAnswer(DecoderAnswer.Kind.REFUSED, reason.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the system end a decoder before the node when memory runs out. */
    private static void offerToBeKilledFirst() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
        } catch (IOException e) {
            System.err.println("The order in which the system ends processes stays as it is: " + e);
        }
    }
}
