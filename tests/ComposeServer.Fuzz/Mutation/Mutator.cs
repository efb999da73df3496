using System.Text;

namespace ComposeServer.Fuzz.Mutation;

/// <summary>Makes the next input: changed, spliced, blown up, or new by the grammar. All by one chance, so that a seed gives the same inputs.</summary>
sealed class Mutator(Random chance, FuzzTarget target)
{
    const int InflatedPercent = 2;
    const int NewPercent = 20;
    const int StructuredPercent = 25;
    const int ChangesMax = 6;

    /// <summary>An input from those that are known.</summary>
    public byte[] Next(Corpus corpus)
    {
        var roll = chance.Next(100);
        if (roll < InflatedPercent)
            return Inflation.Of(chance, target.Form, corpus.Pick(chance));
        roll = chance.Next(100);
        if (roll < NewPercent && (target.Make(chance) ?? Grammar.Make(chance, target)) is { } made)
            return made;
        if (
            roll < NewPercent + StructuredPercent
            && Structure.Change(chance, target, corpus.Pick(chance)) is { } changed
        )
            return Cut(changed);
        return Mutate(corpus);
    }

    byte[] Mutate(Corpus corpus)
    {
        var bytes = new List<byte>(corpus.Pick(chance));
        for (var changes = chance.Next(1, ChangesMax + 1); changes > 0; changes--)
            Change(bytes, corpus);
        return Cut([.. bytes]);
    }

    void Change(List<byte> bytes, Corpus corpus)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)chance.Next(256));
            return;
        }

        var at = chance.Next(bytes.Count);
        switch (chance.Next(12))
        {
            case 0:
                bytes[at] ^= (byte)(1 << chance.Next(8));
                break;
            case 1:
                bytes[at] = (byte)chance.Next(256);
                break;
            case 2:
                bytes[at] = unchecked((byte)(bytes[at] + chance.Next(-8, 9)));
                break;
            case 3:
                Overwrite(bytes, at, Numbers.Any(chance));
                break;
            case 4:
                bytes.RemoveRange(at, LengthFrom(bytes, at));
                break;
            case 5:
                bytes.InsertRange(chance.Next(bytes.Count + 1), bytes.GetRange(at, LengthFrom(bytes, at)));
                break;
            case 6:
                Overwrite(bytes, chance.Next(bytes.Count), bytes.GetRange(at, LengthFrom(bytes, at)));
                break;
            case 7:
                bytes.InsertRange(at, Enumerable.Repeat((byte)chance.Next(256), chance.Next(1, 20)));
                break;
            case 8:
                Splice(bytes, at, corpus.Pick(chance));
                break;
            case 9 when target.Form is InputForm.Cbor or InputForm.Bytes:
                Overwrite(bytes, at, CborHeads.Lie(chance, bytes[at]));
                break;
            case 10 when target.Form is InputForm.Cbor or InputForm.Bytes:
                bytes.InsertRange(at, CborHeads.Lie(chance, (byte)chance.Next(256)));
                break;
            default:
                PutWord(bytes, at);
                break;
        }
    }

    void PutWord(List<byte> bytes, int at)
    {
        var word =
            target.Words.Count == 0
                ? Numbers.Any(chance)
                : Encoding.UTF8.GetBytes(target.Words[chance.Next(target.Words.Count)]);
        if (chance.Next(2) == 0)
            bytes.InsertRange(at, word);
        else
            Overwrite(bytes, at, word);
    }

    /// <summary>The beginning of one, the end of another.</summary>
    void Splice(List<byte> bytes, int at, byte[] other)
    {
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(chance.Next(other.Length + 1)));
    }

    int LengthFrom(List<byte> bytes, int at) =>
        int.Min(bytes.Count - at, chance.Next(3) == 0 ? chance.Next(1, 512) : chance.Next(1, 16));

    static void Overwrite(List<byte> bytes, int at, IEnumerable<byte> with)
    {
        foreach (var one in with)
        {
            if (at == bytes.Count)
                return;
            bytes[at++] = one;
        }
    }

    static byte[] Cut(byte[] bytes) =>
        bytes.Length <= FuzzLimits.InputBytesMax ? bytes : bytes[..FuzzLimits.InputBytesMax];
}
