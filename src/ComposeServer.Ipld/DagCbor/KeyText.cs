using System.Text;

namespace ComposeServer.Ipld.DagCbor;

/// <summary>The few key names that nearly every event repeats, made once.</summary>
/// <remarks>
/// A fixed table where the last of two names with the same slot stays. Threads may overwrite each other: whoever reads a slot
/// compares it, so the worst is a name made again.
/// </remarks>
static class KeyText
{
    const int Slots = 1_024;
    const int LengthMax = 32;

    static readonly string?[] Names = new string?[Slots];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > LengthMax)
            return Encoding.UTF8.GetString(utf8);
        ref var slot = ref Names[SlotOf(utf8)];
        var name = Volatile.Read(ref slot);
        // Ascii.Equals is false for anything beyond ASCII, which is then simply made anew.
        if (name is not null && Ascii.Equals(utf8, name))
            return name;
        name = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref slot, name);
        return name;
    }

    static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = 2_166_136_261;
        foreach (var b in utf8)
            hash = (hash ^ b) * 16_777_619;
        return (int)((hash ^ hash >> 15) % Slots);
    }
}
