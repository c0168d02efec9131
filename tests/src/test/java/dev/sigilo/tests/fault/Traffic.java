package dev.sigilo.tests.fault;

import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Difficult traffic from a seed: good records, some repeated unchanged, some repeated with other content, and bad
 * messages of every kind that the intake rejects.
 *
 * @param messages the messages in the order of sending
 * @param records  how many different records are among them
 * @param bad      how many of them are no records
 */
record Traffic(List<byte[]> messages, int records, int bad) {

    /** Traffic of about {@code size} messages; one in {@code badOneIn} is bad. */
    static Traffic of(long seed, int size, int badOneIn) {
        Random random = new Random(seed);
        SyntheticPopulation population = new SyntheticPopulation(seed);
        List<byte[]> badKinds = BadMessages.all();
        List<byte[]> messages = new ArrayList<>(size);
        List<SyntheticRecord> sent = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        int bad = 0;
        while (messages.size() < size) {
            if (random.nextInt(badOneIn) == 0) {
                messages.add(badKinds.get(bad++ % badKinds.size()));
                continue;
            }
            int again = random.nextInt(20);
            SyntheticRecord record = again < 2 && !sent.isEmpty()
                    ? sent.get(random.nextInt(sent.size()))
                    : population.record(sent.size());
            if (again >= 2 || sent.isEmpty()) {
                sent.add(record);
            }
            identities.add(record.record().text("record_id"));
            String json = again == 1
                    ? record.json().replaceFirst("\"impression\":\"", "\"impression\":\"Addendum. ")
                    : record.json();
            messages.add(json.getBytes(StandardCharsets.UTF_8));
        }
        return new Traffic(messages, identities.size(), bad);
    }

    /** Prints only the numbers, because the messages contain data that looks like PHI. */
    @Override
    public String toString() {
        return "Traffic[" + messages.size() + " messages, " + records + " records, " + bad + " bad]";
    }
}
