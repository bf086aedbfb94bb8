package io.talel.gateway.image.decoder;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A child process whose decoder misbehaves as the file asks. */
public final class HostileDecoder {

    private static final int GIGABYTE = 1 << 30;

    private HostileDecoder() {}

    public static void main(String... arguments) {
        DecoderLoop.serve(task -> obey(new String(task.file(), StandardCharsets.US_ASCII)));
    }

    private static byte[] obey(String order) throws Exception {
        return switch (order) {
            case "allocate 4 GB" -> {
                List<byte[]> kept = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    kept.add(new byte[GIGABYTE]);
                }
                yield kept.getFirst();
            }
            case "allocate 4 GB beside the heap" -> {
                try (Arena arena = Arena.ofConfined()) {
                    arena.allocate(4L * GIGABYTE).fill((byte) 1);
                }
                yield said("allocated");
            }
            case "fill the heap with small things" -> {
                List<byte[]> kept = new ArrayList<>();
                while (true) {
                    kept.add(new byte[100]);
                }
            }
            case "never return" -> {
                new CountDownLatch(1).await();
                yield said("returned");
            }
            case "never stop" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "crash" -> {
                Runtime.getRuntime().halt(7);
                yield said("alive");
            }
            case "recurse" -> obey(order).clone();
            case "throw" -> throw new IllegalStateException("thrown");
            case "answer too much" -> new byte[64 << 20];
            case "answer as much as is taken" -> new byte[DecoderAnswer.MAX_LENGTH];
            case "answer a byte more" -> new byte[DecoderAnswer.MAX_LENGTH + 1];
            case "claim too much" -> {
                new FileOutputStream(FileDescriptor.out).write(new byte[] {1, 4, 0, 0, 0});
                yield said("claimed");
            }
            case "print" -> {
                System.out.println("x".repeat(1 << 20));
                System.err.println("y\n".repeat(1 << 19));
                yield said("printed");
            }
            case "return" -> said("returned");
            case "say the environment" -> said(String.join(",", System.getenv().keySet()));
            case "say the pid" -> said(String.valueOf(ProcessHandle.current().pid()));
            default -> throw new IllegalArgumentException(order);
        };
    }

    private static byte[] said(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
