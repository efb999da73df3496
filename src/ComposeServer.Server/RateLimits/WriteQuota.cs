using System.Text;
using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;

namespace ComposeServer.Server.RateLimits;

/// <summary>The share of one caller, over all it has open.</summary>
/// <param name="limits">The buckets.</param>
/// <param name="address">As <see cref="CallerAddress"/> has it.</param>
sealed class WriteQuota(WriteLimits limits, byte[] address) : IWriteQuota
{
    /// <summary>Something was refused for being too much.</summary>
    public bool IsUsedUp { get; private set; }

    public Refusal? Enter() => limits.Addresses?.TryTake(address) == false ? Refuse("from this address") : null;

    public Refusal? Charge(Did author, LogName model)
    {
        if (!author.IsEmpty && limits.Authors?.TryTake(Encoding.UTF8.GetBytes(author.Text)) == false)
            return Refuse($"of {author.Text}");
        return !model.IsEmpty && limits.Models?.TryTake(model.Memory.Span) == false
            ? Refuse($"for the model {(StreamId.TryRead(model, out var id) ? id.ToString() : model.ToString())}")
            : null;
    }

    Refusal Refuse(string whose)
    {
        IsUsedUp = true;
        return new(RefusalCode.RateLimited, $"too many writes {whose}; try again after a second");
    }
}
