namespace ComposeServer.Benchmarks.Load;

/// <summary>Says whether an answer is right. Called from all workers at once.</summary>
interface IAnswerCheck
{
    /// <param name="request">Number of the body that was sent.</param>
    /// <param name="answer">What came.</param>
    /// <param name="isToBeRead">Whether its content is to be looked at, which takes time.</param>
    bool IsRight(int request, HttpAnswer answer, bool isToBeRead);
}

/// <summary>Any answer that is none of an error.</summary>
sealed class StatusCheck : IAnswerCheck
{
    public bool IsRight(int request, HttpAnswer answer, bool isToBeRead) => answer.Status == 200;
}
