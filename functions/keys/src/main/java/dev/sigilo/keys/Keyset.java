package dev.sigilo.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Tink keyset for one of Sigilo's two purposes, as stored in a key file. Immutable. It prints its purpose and key
 * ids, never a key; only {@link #secretJson()} gives access to the key material.
 *
 * <p>A token keyset has one HMAC-SHA-256 key per epoch, and a key's id is its epoch: 1, 2, 3 … A sealing keyset has
 * AES-256-GCM keys with random ids, which distinguish it from other keysets.
 */
public final class Keyset {
    private static final int LINEAGE_BYTES = 16;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot be set up", e);
        }
    }

    /** The purpose of a keyset. */
    public enum Purpose {
        /** Creates tokens. */
        TOKEN,
        /** Seals originals. */
        SEALING
    }

    /**
     * Describes one key of a keyset, without the key itself.
     *
     * @param id      its id; in a token keyset its epoch
     * @param primary whether new tokens or seals use it
     * @param enabled whether it is used at all
     */
    public record Entry(long id, boolean primary, boolean enabled) {}

    private final Purpose purpose;
    private final KeysetHandle handle;

    private Keyset(Purpose purpose, KeysetHandle handle) {
        this.purpose = purpose;
        this.handle = handle;
    }

    /** Creates a keyset with one new key. */
    public static Keyset generate(Purpose purpose) {
        try {
            KeysetHandle.Builder.Entry entry = KeysetHandle.generateEntryFromParameters(parameters(purpose))
                    .makePrimary();
            if (purpose == Purpose.TOKEN) {
                entry.withFixedId(1);
            } else {
                entry.withRandomId();
            }
            return new Keyset(purpose, KeysetHandle.newBuilder().addEntry(entry).build());
        } catch (GeneralSecurityException e) {
            throw new KeysetException("a key cannot be generated: is a cryptographic provider missing from this JVM?");
        }
    }

    private static Parameters parameters(Purpose purpose) throws GeneralSecurityException {
        return purpose == Purpose.TOKEN
                ? HmacPrfParameters.builder()
                        .setKeySizeBytes(32)
                        .setHashType(HmacPrfParameters.HashType.SHA256)
                        .build()
                : AesGcmParameters.builder()
                        .setKeySizeBytes(32)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.TINK)
                        .build();
    }

    /**
     * Parses a keyset from JSON.
     *
     * @throws KeysetException if it is not a Tink keyset of {@code purpose}
     */
    public static Keyset parse(String json, Purpose purpose) {
        return parse(json, purpose, null);
    }

    /**
     * Parses a keyset from JSON and checks that the data belongs to it.
     *
     * @param lineage the {@link #lineage()} that the data was made with, or null if there is no data
     * @throws KeysetException if it is not a Tink keyset of {@code purpose}, or has another lineage
     */
    public static Keyset parse(String json, Purpose purpose, String lineage) {
        Keyset keyset = parse(json);
        if (keyset.purpose != purpose) {
            throw new KeysetException("the " + name(purpose) + " keyset is needed, but this is a "
                    + name(keyset.purpose) + " keyset: exchange the two");
        }
        if (lineage != null && !lineage.equals(keyset.lineage())) {
            throw new KeysetException(
                    "this " + name(purpose) + " keyset is of lineage " + keyset.lineage() + ", and the data belongs to "
                            + "the one of lineage " + lineage + ": put that one back (`sigilo keys restore`)");
        }
        return keyset;
    }

    /**
     * Parses a keyset of either purpose from JSON.
     *
     * @throws KeysetException if it is neither
     */
    public static Keyset parse(String json) {
        KeysetHandle handle;
        try {
            handle = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            // The cause may quote the text, which may contain a key.
            throw new KeysetException("this is no Tink keyset in JSON: give the text that `sigilo keys new` wrote");
        }
        Purpose purpose = null;
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            Purpose one = purposeOf(entry.getKey());
            if (one == null || purpose != null && one != purpose) {
                throw new KeysetException(
                        "key " + id(entry) + " of the keyset is neither HMAC-SHA-256 for tokens nor AES-256-GCM for "
                                + "sealing, or the two are mixed: make keysets with `sigilo keys new`");
            }
            if (one == Purpose.TOKEN && entry.getId() < 1) {
                throw new KeysetException(
                        "key id " + id(entry) + " of the token keyset is no epoch: epochs are 1, 2, 3 and so on");
            }
            purpose = one;
        }
        return new Keyset(purpose, handle);
    }

    private static Purpose purposeOf(Key key) {
        if (key instanceof HmacPrfKey prf
                && prf.getParameters().getHashType() == HmacPrfParameters.HashType.SHA256
                && prf.getParameters().getKeySizeBytes() >= 32) {
            return Purpose.TOKEN;
        }
        if (key instanceof AesGcmKey gcm && gcm.getParameters().getKeySizeBytes() == 32) {
            return Purpose.SEALING;
        }
        return null;
    }

    /**
     * Reads a key file.
     *
     * @throws KeysetException if the file cannot be read or is not a keyset
     */
    public static Keyset read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new KeysetException("key file " + file + " does not exist: make it with `sigilo keys new`");
        } catch (IOException e) {
            throw new KeysetException("key file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "): check that you may read it");
        } catch (KeysetException e) {
            throw new KeysetException("key file " + file + ": " + e.getMessage());
        }
    }

    /**
     * Returns this keyset with one new key, which becomes the primary key; in a token keyset it is the next epoch. All
     * older keys stay, so that older tokens can be recomputed and older seals opened.
     */
    public Keyset rotated() {
        try {
            KeysetHandle.Builder.Entry entry = KeysetHandle.generateEntryFromParameters(parameters(purpose))
                    .makePrimary();
            if (purpose == Purpose.TOKEN) {
                long newest = entries().stream().mapToLong(Entry::id).max().orElse(0);
                entry.withFixedId(Math.toIntExact(newest + 1));
            } else {
                entry.withRandomId();
            }
            return new Keyset(
                    purpose, KeysetHandle.newBuilder(handle).addEntry(entry).build());
        } catch (GeneralSecurityException e) {
            throw new KeysetException("a key cannot be added to the " + name(purpose) + " keyset: "
                    + "is a cryptographic provider missing from this JVM?");
        }
    }

    /**
     * Identifies this keyset through all of its rotations: 32 hexadecimal digits, HMAC-SHA-256 of a fixed text under
     * the oldest key (the lowest epoch of a token keyset, the first key of a sealing keyset). It may be shown and
     * stored: it reveals nothing about the key, and is derived separately from tokens.
     */
    public String lineage() {
        KeysetHandle.Entry oldest = handle.getAt(0);
        for (int i = 1; purpose == Purpose.TOKEN && i < handle.size(); i++) {
            oldest = handle.getAt(i).getId() < oldest.getId() ? handle.getAt(i) : oldest;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    keyBytes(oldest.getKey()).toByteArray(InsecureSecretKeyAccess.get()), "HmacSHA256"));
            byte[] bits = mac.doFinal(("sigilo/1/lineage/" + name(purpose)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bits, 0, LINEAGE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new KeysetException("this JVM's cryptographic providers do not offer HMAC-SHA-256");
        }
    }

    @AccessesPartialKey
    private static SecretBytes keyBytes(Key key) {
        return key instanceof HmacPrfKey prf ? prf.getKeyBytes() : ((AesGcmKey) key).getKeyBytes();
    }

    /** Returns the purpose of this keyset. */
    public Purpose purpose() {
        return purpose;
    }

    /** Returns descriptions of its keys, in their order. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            entries.add(new Entry(id(entry), entry.isPrimary(), entry.getStatus() == KeyStatus.ENABLED));
        }
        return List.copyOf(entries);
    }

    private static long id(KeysetHandle.Entry entry) {
        return Integer.toUnsignedLong(entry.getId());
    }

    KeysetHandle handle() {
        return handle;
    }

    /** Returns whether this keyset contains every key of the other one under the same id. */
    public boolean hasAllKeysOf(Keyset other) {
        for (int i = 0; i < other.handle.size(); i++) {
            KeysetHandle.Entry wanted = other.handle.getAt(i);
            boolean found = false;
            for (int k = 0; k < handle.size() && !found; k++) {
                found = handle.getAt(k).getKey().equalsKey(wanted.getKey())
                        && handle.getAt(k).getId() == wanted.getId();
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the keyset with its keys in plain text, as stored in a key file or a secrets provider. Never log or print
     * it.
     */
    public String secretJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new KeysetException("the " + name(purpose) + " keyset cannot be written as JSON");
        }
    }

    /**
     * Writes a new key file that only its owner may read (mode 0600).
     *
     * @throws KeysetException if the file exists (keys are never overwritten) or cannot be written
     */
    public void writeNew(Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            write(file);
        } catch (FileAlreadyExistsException e) {
            throw new KeysetException(
                    "key file " + file + " exists and is not overwritten: what was tokenized or sealed with it "
                            + "would be lost; rotate it or choose another file");
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Replaces the keyset in a file atomically: a reader sees either the complete old keyset or the complete new one.
     *
     * @throws KeysetException if the file does not exist or cannot be written
     */
    public void replace(Path file) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            if (!Files.exists(file)) {
                throw new KeysetException("key file " + file + " does not exist: make it with `sigilo keys new`");
            }
            Files.deleteIfExists(next);
            write(next);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private void write(Path file) throws IOException {
        FileAttribute<?>[] attributes =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(secretJson() + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static KeysetException unwritable(Path file, IOException e) {
        return new KeysetException("key file " + file + " cannot be written ("
                + e.getClass().getSimpleName() + "): check that its folder exists and that you may write there");
    }

    private static String name(Purpose purpose) {
        return purpose == Purpose.TOKEN ? "token" : "sealing";
    }

    /** Prints the purpose and the key ids, never a key. */
    @Override
    public String toString() {
        return "Keyset[" + name(purpose) + " "
                + entries().stream().map(Entry::id).toList() + "]";
    }
}
