using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>
/// Answers that are on their way to callers. They take no place of those that execute: who reads slowly, or not at all, keeps nobody waiting. What
/// they take is memory, so there are so many bytes of them; beyond, the caller who has left an answer unread for longest is cut off.
/// </summary>
/// <param name="bytesMax">Bytes of all answers; a single one may have more.</param>
sealed class UnreadAnswers(long bytesMax)
{
    /// <summary>256 MiB: sixteen of the largest answers that <c>costBytesMax</c> allows by default.</summary>
    public const long DefaultBytesMax = 256L * 1024 * 1024;

    readonly Lock _gate = new();
    readonly LinkedList<Unread> _oldestFirst = new();
    long _bytes;

    /// <summary>Writes an answer.</summary>
    /// <param name="http">To whom.</param>
    /// <param name="bytes">Of the answer.</param>
    /// <param name="write">Writes it; ends when it is cut off.</param>
    public async Task WriteAsync(HttpContext http, long bytes, Func<Task> write)
    {
        var unread = Add(new(bytes, http.Abort));
        try
        {
            await write();
        }
        finally
        {
            Remove(unread);
        }
    }

    /// <summary>Notes an answer, and cuts off who must make room for it.</summary>
    public LinkedListNode<Unread> Add(Unread answer)
    {
        var cut = new List<Unread>();
        LinkedListNode<Unread> added;
        lock (_gate)
        {
            added = _oldestFirst.AddLast(answer);
            _bytes += answer.Bytes;
            while (_bytes > bytesMax && _oldestFirst.First is { } oldest && oldest != added)
            {
                cut.Add(oldest.Value);
                Forget(oldest);
            }
        }

        foreach (var one in cut)
            one.CutOff();
        return added;
    }

    /// <summary>Notes that an answer was read, or that nobody will.</summary>
    public void Remove(LinkedListNode<Unread> answer)
    {
        lock (_gate)
        {
            if (answer.List is not null)
                Forget(answer);
        }
    }

    void Forget(LinkedListNode<Unread> answer)
    {
        _oldestFirst.Remove(answer);
        _bytes -= answer.Value.Bytes;
    }

    /// <param name="Bytes">Of the answer.</param>
    /// <param name="CutOff">Ends the connection of who should read it.</param>
    public sealed record Unread(long Bytes, Action CutOff);
}
