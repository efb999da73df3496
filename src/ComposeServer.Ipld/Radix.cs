using System.Buffers;

namespace ComposeServer.Ipld;

/// <summary>Bytes as one big-endian number written in a base that is no power of two; leading zero bytes are leading zero digits.</summary>
/// <remarks>
/// Both ways work on 32-bit limbs and on as many digits at once as fit one limb, so the square of the length stays small: ids of
/// 40 to 80 bytes take well under a microsecond.
/// </remarks>
sealed class Radix
{
    /// <summary>Longest text that is decoded. Work grows with its square, and names are below 200.</summary>
    public const int TextLengthMax = 4_096;

    const byte NoDigit = 0xff;

    readonly string _alphabet;
    readonly byte[] _values = new byte[128];
    readonly int _digitsPerLimb;
    readonly uint _limbBase = 1;

    public Radix(string alphabet, bool ignoreCase)
    {
        _alphabet = alphabet;
        Array.Fill(_values, NoDigit);
        for (var i = 0; i < alphabet.Length; i++)
        {
            _values[alphabet[i]] = (byte)i;
            if (ignoreCase)
                _values[char.ToUpperInvariant(alphabet[i])] = (byte)i;
        }

        while ((ulong)_limbBase * (uint)alphabet.Length <= uint.MaxValue)
        {
            _limbBase *= (uint)alphabet.Length;
            _digitsPerLimb++;
        }
    }

    public string Encode(ReadOnlySpan<byte> bytes)
    {
        var zeros = LeadingCount(bytes, (byte)0);
        var limbs = ArrayPool<uint>.Shared.Rent((bytes.Length - zeros + 3) / 4 + 1);
        // Two digits per byte always suffice: every base here has at least 16.
        var digits = ArrayPool<char>.Shared.Rent(bytes.Length * 2 + _digitsPerLimb);
        var count = ToLimbs(bytes[zeros..], limbs);
        var at = digits.Length;

        while (count > 0)
        {
            var rest = DivideByLimbBase(limbs.AsSpan(0, count));
            while (count > 0 && limbs[count - 1] == 0)
                count--;
            for (var i = 0; i < _digitsPerLimb && (rest != 0 || count > 0); i++)
            {
                digits[--at] = _alphabet[(int)(rest % (uint)_alphabet.Length)];
                rest /= (uint)_alphabet.Length;
            }
        }

        digits.AsSpan(at - zeros, zeros).Fill(_alphabet[0]);
        var text = new string(digits, at - zeros, digits.Length - at + zeros);
        ArrayPool<uint>.Shared.Return(limbs);
        ArrayPool<char>.Shared.Return(digits);
        return text;
    }

    public bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > TextLengthMax)
            return false;
        var zeros = LeadingCount(text, _alphabet[0]);
        // Three quarters of a byte per digit always suffice: every base here has at most 64.
        var limbs = ArrayPool<uint>.Shared.Rent(text.Length * 3 / 16 + 2);
        var count = 0;
        var wellFormed = true;
        for (var at = zeros; at < text.Length && wellFormed; )
        {
            var take = int.Min(_digitsPerLimb, text.Length - at);
            uint chunk = 0;
            uint weight = 1;
            foreach (var letter in text.Slice(at, take))
            {
                var value = letter < _values.Length ? _values[letter] : NoDigit;
                wellFormed &= value != NoDigit;
                chunk = chunk * (uint)_alphabet.Length + value;
                weight *= (uint)_alphabet.Length;
            }

            at += take;
            MultiplyAdd(limbs, ref count, weight, chunk);
        }

        if (wellFormed)
            bytes = FromLimbs(limbs.AsSpan(0, count), zeros);
        ArrayPool<uint>.Shared.Return(limbs);
        return wellFormed;
    }

    static int LeadingCount<T>(ReadOnlySpan<T> source, T value)
        where T : IEquatable<T>
    {
        var other = source.IndexOfAnyExcept(value);
        return other < 0 ? source.Length : other;
    }

    /// <summary>Least limb first.</summary>
    static int ToLimbs(ReadOnlySpan<byte> bytes, uint[] limbs)
    {
        var count = (bytes.Length + 3) / 4;
        limbs.AsSpan(0, count).Clear();
        for (var i = 0; i < bytes.Length; i++)
            limbs[i / 4] |= (uint)bytes[^(i + 1)] << (i % 4 * 8);
        return count;
    }

    static byte[] FromLimbs(ReadOnlySpan<uint> limbs, int zeros)
    {
        var length = 0;
        if (!limbs.IsEmpty)
            length = limbs.Length * 4 - System.Numerics.BitOperations.LeadingZeroCount(limbs[^1]) / 8;
        var bytes = new byte[zeros + length];
        for (var i = 0; i < length; i++)
            bytes[^(i + 1)] = (byte)(limbs[i / 4] >> (i % 4 * 8));
        return bytes;
    }

    uint DivideByLimbBase(Span<uint> limbs)
    {
        ulong rest = 0;
        for (var i = limbs.Length - 1; i >= 0; i--)
        {
            rest = rest << 32 | limbs[i];
            limbs[i] = (uint)(rest / _limbBase);
            rest %= _limbBase;
        }

        return (uint)rest;
    }

    static void MultiplyAdd(uint[] limbs, ref int count, uint factor, uint addend)
    {
        ulong carry = addend;
        for (var i = 0; i < count; i++)
        {
            carry += (ulong)limbs[i] * factor;
            limbs[i] = (uint)carry;
            carry >>= 32;
        }

        if (carry != 0)
            limbs[count++] = (uint)carry;
    }
}
