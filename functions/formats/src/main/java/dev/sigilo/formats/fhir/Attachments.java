package dev.sigilo.formats.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** Reads the text of attachments. What is not text is withheld and counted. */
final class Attachments {
    private static final Map<String, String> KNOWN = Map.of(
            "application/pdf", "pdf",
            "application/rtf", "rtf",
            "text/rtf", "rtf",
            "text/xml", "xml",
            "application/xml", "xml",
            "application/hl7-v3+xml", "xml",
            "application/dicom", "dicom",
            "application/msword", "word");

    private Attachments() {}

    /** Returns an attachment's text, or null if it has none. Then it is marked with the reason. */
    static String text(Element attachment) {
        Element content = attachment;
        Resource binary = attachment.target();
        if (attachment.member("data") == null && binary != null && binary.type().equals("Binary")) {
            content = binary.root();
            content.markRead();
        }
        String data = content.peek("data");
        String declared = content.peek("contentType");
        String type = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
        String media = (type.indexOf(';') < 0 ? type : type.substring(0, type.indexOf(';'))).strip();
        boolean html = media.equals("text/html") || media.equals("application/xhtml+xml");
        if (!html && (!media.startsWith("text/") || KNOWN.containsKey(media))) {
            attachment.withhold(media.startsWith("image/") ? "image" : KNOWN.getOrDefault(media, "other"));
            return null;
        }
        if (data == null) {
            attachment.withhold("url");
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            attachment.withhold("base64");
            return null;
        }
        String text = decode(bytes, type);
        if (text == null) {
            attachment.withhold("charset");
            return null;
        }
        if (text.startsWith("{\\rtf")) {
            attachment.withhold("rtf");
            return null;
        }
        content.markWhole();
        return html ? HtmlText.of(text) : text.replace("\r\n", "\n").strip();
    }

    /** Decodes text strictly, because a wrongly decoded letter would change a name or a fact. */
    private static String decode(byte[] bytes, String type) {
        Charset charset = StandardCharsets.UTF_8;
        int at = type.indexOf("charset=");
        if (at >= 0) {
            String name = type.substring(at + "charset=".length());
            int end = name.indexOf(';');
            name = (end < 0 ? name : name.substring(0, end)).replace("\"", "").strip();
            try {
                charset = Charset.forName(name);
            } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
                return null;
            }
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
