using System.Text;
using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Operations;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.RateLimits;

/// <summary>The share of one caller. Who only reads costs nothing: where a caller is, is looked at with its first write.</summary>
sealed class WriteQuota(WriteLimits limits, HttpContext http) : IWriteQuota
{
    readonly Lock _gate = new();
    bool _isKnown;
    byte[]? _address;

    /// <summary>Something was refused for being too much.</summary>
    public bool IsUsedUp { get; private set; }

    public Refusal? Enter() =>
        Address is { } address && limits.Addresses?.TryTake(address) == false ? Refuse("from this address") : null;

    public Refusal? Charge(Did author, LogName model)
    {
        if (Address is not { } address)
            return null;
        if (!author.IsEmpty)
        {
            var did = Encoding.UTF8.GetBytes(author.Text);
            // Before the bucket of the author: strangers who are sent away take no place among those of others.
            if (limits.NewAuthors?.TryEnter(did, address) == false)
                return Refuse("of authors who are new here");
            if (limits.Authors?.TryTake(did) == false)
                return Refuse($"of {author.Text}");
        }

        return !model.IsEmpty && limits.Models?.TryTake(model.Memory.Span) == false
            ? Refuse($"for the model {(StreamId.TryRead(model, out var id) ? id.ToString() : model.ToString())}")
            : null;
    }

    /// <summary>As <see cref="CallerAddress"/> has it; null for a program on this machine.</summary>
    byte[]? Address
    {
        get
        {
            // Operations of one socket write at the same time.
            lock (_gate)
            {
                if (!_isKnown)
                    (_address, _isKnown) = (LocalCaller.Is(http) ? null : CallerAddress.Of(http), true);
                return _address;
            }
        }
    }

    Refusal Refuse(string whose)
    {
        IsUsedUp = true;
        return new(RefusalCode.RateLimited, $"too many writes {whose}; try again after a second");
    }
}
