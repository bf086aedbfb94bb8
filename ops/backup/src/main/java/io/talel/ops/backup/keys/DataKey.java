package io.talel.ops.backup.keys;

import io.talel.ops.backup.format.BackupId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Key of one backup: AES-256-GCM. Each chunk uses its number as nonce and authenticates backup and object name, so that
 * chunks cannot be exchanged.
 */
public final class DataKey {

    static final String ALGORITHM = "AES-256-GCM";
    static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    private final byte[] key;

    DataKey(byte[] key) {
        if (key.length != KeyFile.KEY_BYTES) {
            throw new IllegalArgumentException(key.length + " bytes");
        }
        this.key = key.clone();
    }

    public static DataKey draw(SecureRandom random) {
        byte[] key = new byte[KeyFile.KEY_BYTES];
        random.nextBytes(key);
        return new DataKey(key);
    }

    byte[] bytes() {
        return key.clone();
    }

    public Cipher encrypting(BackupId backup, String object, int number) {
        return cipher(Cipher.ENCRYPT_MODE, backup, object, number);
    }

    public Cipher decrypting(BackupId backup, String object, int number) {
        return cipher(Cipher.DECRYPT_MODE, backup, object, number);
    }

    private Cipher cipher(int mode, BackupId backup, String object, int number) {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putInt(NONCE - Integer.BYTES, number).array();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((backup + "/" + object).getBytes(StandardCharsets.UTF_8));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
