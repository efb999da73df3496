using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ComposeServer.Tests.Simulation;

/// <summary>Everything that happened in a run, in order. Two runs are the same when their hashes are.</summary>
/// <param name="isKept">Whether the lines are kept, for people; the hash covers them in any case.</param>
sealed class Trace(bool isKept) : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Notes whose turn it was, of how many.</summary>
    public void Turn(int picked, int ready) =>
        _hash.AppendData(BitConverter.GetBytes(((long)picked << 32) | (uint)ready));

    public void Tell(TimeSpan at, string who, string what)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{at.TotalMilliseconds, 10:F0} {who, -8} {what}");
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        if (isKept)
            _lines.Add(line);
    }

    public string ToHash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
