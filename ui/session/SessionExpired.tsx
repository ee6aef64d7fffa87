import { Button, Input, Modal } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Login, Me } from '../../server/identity/contract.ts';
import { wordsFor } from '../api/problem.ts';
import './session.css';

interface Props {
  readonly me: Me;
  readonly login: (given: Login) => Promise<void>;
  readonly leave: () => void;
}

/** 登录过期: the password again, over the page, whose form keeps what was typed. */
export function SessionExpired({ me, login, leave }: Props) {
  const [password, setPassword] = useState('');
  const [message, setMessage] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await login({ login: me.login, password });
    } catch (error) {
      setMessage(wordsFor(error));
    }
  };
  return (
    <Modal
      open
      title="请再登录一次"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={420}
    >
      <form className="again" onSubmit={(event) => void submit(event)}>
        <p className="second">离开太久已自动退出，您填的内容还在。</p>
        <label htmlFor="again-password">{me.name} 的密码</label>
        <div>
          <Input.Password
            id="again-password"
            value={password}
            autoFocus
            autoComplete="current-password"
            onChange={({ target }) => setPassword(target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={password === ''}>
            继续
          </Button>
        </div>
        {message ? (
          <p role="alert" className="danger small">
            {message}
          </p>
        ) : null}
        <button type="button" className="textbutton small" onClick={leave}>
          换一个账号
        </button>
      </form>
    </Modal>
  );
}
