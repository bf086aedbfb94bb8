package io.talel.ops.backup.keys;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Encryption;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of {@code BACKUP_KEY_FILE}, which wrap the data key of every backup. The first wraps the keys of new backups;
 * all others open older backups.
 */
public final class EncryptionKeys {

    private static final String VARIABLE = "BACKUP_KEY_FILE";
    private static final int NONCE = 12;

    private final List<byte[]> keys;

    private EncryptionKeys(List<byte[]> keys) {
        this.keys = keys;
    }

    /** Empty if the variable is not set. */
    public static EncryptionKeys of(Map<String, String> variables) throws IOException {
        return new EncryptionKeys(KeyFile.named(VARIABLE, variables));
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** @throws Refused if the key that wraps this backup's key is missing */
    public void require(Manifest backup) {
        Encryption encryption = backup.encryption();
        if (encryption != null && find(encryption).isEmpty()) {
            throw new Refused("backup %s is encrypted under the key %s, which is not in %s"
                    .formatted(backup.id(), encryption.keyId(), VARIABLE));
        }
    }

    public Encryption wrap(DataKey dataKey, BackupId backup, SecureRandom random) {
        byte[] key = keys.getFirst();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] wrapped = crypt(Cipher.ENCRYPT_MODE, key, nonce, backup, dataKey.bytes());
        byte[] both = Arrays.copyOf(nonce, NONCE + wrapped.length);
        System.arraycopy(wrapped, 0, both, NONCE, wrapped.length);
        return new Encryption(DataKey.ALGORITHM, id(key), Base64.getEncoder().encodeToString(both));
    }

    /** @throws Damaged if the wrapping key is missing, or does not open the data key */
    public DataKey unwrap(Encryption encryption, BackupId backup) throws Damaged {
        byte[] key = find(encryption)
                .orElseThrow(() -> new Damaged(
                        backup,
                        "it is encrypted under the key %s, which is not in %s"
                                .formatted(encryption.keyId(), VARIABLE)));
        try {
            byte[] both = Base64.getDecoder().decode(encryption.wrappedKey());
            byte[] wrapped = Arrays.copyOfRange(both, NONCE, both.length);
            return new DataKey(crypt(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, NONCE), backup, wrapped));
        } catch (RuntimeException e) {
            throw new Damaged(backup, "its own key cannot be unwrapped", e);
        }
    }

    /** The key that wraps a data key. */
    private Optional<byte[]> find(Encryption encryption) {
        return keys.stream().filter(key -> id(key).equals(encryption.keyId())).findFirst();
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, BackupId backup, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(DataKey.TAG_BITS, nonce));
            cipher.updateAAD(("talelio key of " + backup).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(byte[] key) {
        byte[] label = "talelio backup key ".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(label, label.length + key.length);
        System.arraycopy(key, 0, both, label.length, key.length);
        return Hash.of(both).substring(0, 16);
    }
}
