package dev.sigilo.formats.dicom;

import dev.sigilo.records.RecordFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads the header of a DICOM file (PS3.10), or of a dataset without preamble and file meta information, as DICOM JSON
 * (PS3.18 Annex F). Binary data is left out; reading stops at the pixel data.
 */
public final class DicomFileReader {

    private DicomFileReader() {}

    /**
     * Returns the header as one DICOM JSON dataset in UTF-8, which {@link DicomReader} reads.
     *
     * @param file the file, or its beginning up to the pixel data
     * @throws RecordFormatException {@code NOT_DICOM} with the tag and the offset in bytes, {@code TOO_DEEP} or {@code
     *     TOO_LARGE}
     */
    public static byte[] header(byte[] file) throws RecordFormatException {
        try {
            return header(ByteSource.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("a stream of bytes does not fail", e);
        }
    }

    /**
     * Returns the header of a file of any size as one DICOM JSON dataset in UTF-8. Reads no further than the pixel data
     * and keeps only the header in memory.
     *
     * @throws RecordFormatException as {@link #header(byte[])}
     * @throws IOException           if the stream fails
     */
    public static byte[] header(InputStream file) throws RecordFormatException, IOException {
        return header(ByteSource.of(file));
    }

    private static byte[] header(ByteSource file) throws RecordFormatException, IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        DicomJsonWriter.write(BinaryDatasetReader.read(file), json);
        return json.toByteArray();
    }
}
